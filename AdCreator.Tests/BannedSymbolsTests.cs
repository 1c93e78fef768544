using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace AdCreator.Tests;

/// <summary>Security A8: no overload of what is banned is forgotten, also not one that a new version brings.</summary>
public sealed class BannedSymbolsTests
{
    [Fact]
    public void A8_every_way_around_the_query_filter_is_banned()
    {
        var finds = new[] { typeof(DbContext), typeof(DbSet<>) }
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(m => m.Name is "Find" or "FindAsync");
        var raw = new[] { typeof(RelationalDatabaseFacadeExtensions), typeof(RelationalQueryableExtensions), typeof(EntityFrameworkQueryableExtensions) }
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(m => m.Name.Contains("Raw", StringComparison.Ordinal) || m.Name == "IgnoreQueryFilters");
        var commands = typeof(NpgsqlCommand).GetConstructors().Where(c => c.GetParameters() is [{ ParameterType.Name: "String" }, ..]);

        var missing = finds.Concat<MethodBase>(raw).Concat(commands).Select(IdOf).Except(Banned(), StringComparer.Ordinal);

        Assert.Empty(missing);
    }

    private static IEnumerable<string> Banned() =>
        File.ReadLines(Path.Combine(ArchitectureTests.Root, "BannedSymbols.txt")).Select(line => line.Split(';')[0]);

    /// <summary>The id that the compiler gives a method in documentation files.</summary>
    private static string IdOf(MethodBase method)
    {
        var arity = method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "";
        var parameters = string.Join(',', method.GetParameters().Select(p => NameOf(p.ParameterType)));
        return $"M:{method.DeclaringType!.FullName}.{method.Name.Replace('.', '#')}{arity}({parameters})";
    }

    private static string NameOf(Type type) => type switch
    {
        { IsArray: true } => $"{NameOf(type.GetElementType()!)}[]",
        { IsGenericMethodParameter: true } => $"``{type.GenericParameterPosition}",
        { IsGenericTypeParameter: true } => $"`{type.GenericParameterPosition}",
        { IsGenericType: true } => $"{type.GetGenericTypeDefinition().FullName!.Split('`')[0]}{{{string.Join(',', type.GetGenericArguments().Select(NameOf))}}}",
        _ => type.FullName!,
    };
}
