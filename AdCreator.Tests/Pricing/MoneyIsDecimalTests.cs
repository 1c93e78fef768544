using System.Reflection;
using System.Text.RegularExpressions;
using AdCreator.Core.Gemini;
using AdCreator.Core.Pricing;
using Xunit;

namespace AdCreator.Tests.Pricing;

/// <summary>Binary fractions cannot hold 0.1: they have no place where money is counted.</summary>
public sealed class MoneyIsDecimalTests
{
    private static readonly string[] Rooms = ["AdCreator.Core.Pricing", "AdCreator.Core.Usage", "AdCreator.Core.Ads.Costs"];

    /// <summary>Classes of other rooms that count money.</summary>
    private static readonly Type[] Counting = [typeof(GeminiCosts), typeof(GeminiBound), typeof(ReplyBilling), typeof(MeteredAttempt)];

    [Fact]
    public void No_field_parameter_or_local_where_money_is_counted_is_a_binary_fraction()
    {
        var members = typeof(PriceBook).Assembly.GetTypes()
            .Where(t => Counting.Contains(t) || Counting.Contains(t.DeclaringType)
                || Array.Exists(Rooms, room => t.Namespace == room || t.Namespace?.StartsWith(room + ".", StringComparison.Ordinal) == true))
            .SelectMany(t => t.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => TypesOf(m).Any(IsBinaryFraction))
            .Select(m => $"{m.DeclaringType}.{m.Name}");

        Assert.Empty(members);
    }

    [Fact]
    public void A_binary_fraction_in_a_local_is_seen() =>
        Assert.Contains(TypesOf(((Func<decimal, decimal>)Rough).Method), IsBinaryFraction);

    private static decimal Rough(decimal money)
    {
        var rough = (double)money;
        return (decimal)rough + (decimal)rough;
    }

    [Fact]
    public void No_source_of_pricing_or_usage_names_a_binary_fraction()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "AdCreator.sln")))
        {
            root = Path.GetDirectoryName(root)!;
        }

        var sources = new[] { "Pricing", "Usage", "Ads/Costs" }
            .SelectMany(room => Directory.EnumerateFiles(Path.Combine(root, "AdCreator.Core", room), "*.cs", SearchOption.AllDirectories))
            // The database's own functions on instants give binary fractions of seconds; nothing of it is money.
            .Where(file => Path.GetFileName(file) != "QuarterHour.cs")
            .ToList();

        Assert.NotEmpty(sources);
        Assert.DoesNotContain(sources, file => Regex.IsMatch(CodeOf(file), @"\b(double|float|Double|Single)\b(?!\()|\bHalf\??\s+[a-z]", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)));
    }

    /// <summary>The file without its comments: words there count no money.</summary>
    private static string CodeOf(string file) => string.Join('\n', File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    private static IEnumerable<Type> TypesOf(MemberInfo member) => member switch
    {
        FieldInfo f => [f.FieldType],
        PropertyInfo p => [p.PropertyType],
        MethodInfo m => [m.ReturnType, .. TypesIn(m)],
        ConstructorInfo c => TypesIn(c),
        _ => [],
    };

    private static IEnumerable<Type> TypesIn(MethodBase method) =>
    [
        .. method.GetParameters().Select(p => p.ParameterType),
        .. method.GetMethodBody()?.LocalVariables.Select(l => l.LocalType) ?? [],
    ];

    private static bool IsBinaryFraction(Type type) =>
        type == typeof(double) || type == typeof(float) || type == typeof(Half) || type.GenericTypeArguments.Any(IsBinaryFraction);
}
