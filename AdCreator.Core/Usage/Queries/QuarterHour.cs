using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace AdCreator.Core.Usage.Queries;

/// <summary>Numbers quarter-hours from 1970-01-01T00:00Z on, in SQL.</summary>
/// <remarks>
/// Local days of every zone in use begin on a quarter-hour of UTC (Kathmandu +05:45, Lord Howe's half-hour clock change),
/// but not on an hour: sums by quarter-hour add up to days anywhere.
/// </remarks>
internal static class QuarterHour
{
    /// <summary>Quarter-hours of a day of UTC.</summary>
    public const long InDay = 96;

    private const int Seconds = 900;

    /// <summary>The number of the quarter-hour that an instant is in. Only inside a query.</summary>
    public static long Of(DateTimeOffset instant) =>
        throw new InvalidOperationException($"{nameof(QuarterHour)}.{nameof(Of)}({instant:O}) is for queries: the database computes it.");

    /// <summary>The number of the quarter-hour that an instant is in, from 1970 on.</summary>
    public static long NumberOf(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / Seconds;

    /// <summary>The first quarter-hour of the same day of UTC.</summary>
    public static long DayOf(long number) => number / InDay * InDay;

    /// <summary>The first instant of a quarter-hour, UTC.</summary>
    public static DateTimeOffset Start(long number) => DateTimeOffset.FromUnixTimeSeconds(number * Seconds);

    /// <summary>Tells the model how each database computes <see cref="Of"/>.</summary>
    public static void AddTo(IMutableModel model)
    {
        var function = model.AddDbFunction(typeof(QuarterHour).GetMethod(nameof(Of))!);
        function.Translation = arguments => arguments[0].TypeMapping?.Converter?.ProviderClrType == typeof(long)
            ? OfTicks(arguments[0])
            : OfTimestamp(arguments[0]);
    }

    /// <summary>SQLite holds an instant as ticks since year 1, an exact number of quarter-hours before 1970.</summary>
    private static SqlBinaryExpression OfTicks(SqlExpression instant)
    {
        var number = new LongTypeMapping("INTEGER");
        const long TicksEach = Seconds * TimeSpan.TicksPerSecond;
        var sinceYearOne = new SqlBinaryExpression(System.Linq.Expressions.ExpressionType.Divide, instant, Constant(TicksEach, number), typeof(long), number);
        return new(System.Linq.Expressions.ExpressionType.Subtract, sinceYearOne, Constant(DateTime.UnixEpoch.Ticks / TicksEach, number), typeof(long), number);
    }

    /// <summary>PostgreSQL: seconds as double precision are exact to the microsecond until the year 2255.</summary>
    private static SqlUnaryExpression OfTimestamp(SqlExpression instant)
    {
        var real = new DoubleTypeMapping("double precision");
        var text = new StringTypeMapping("text", System.Data.DbType.String);
        var epoch = new SqlFunctionExpression("date_part", [new SqlConstantExpression("epoch", text), instant], nullable: false, [false, false], typeof(double), real);
        var quarters = new SqlBinaryExpression(System.Linq.Expressions.ExpressionType.Divide, epoch, new SqlConstantExpression((double)Seconds, real), typeof(double), real);
        var floor = new SqlFunctionExpression("floor", [quarters], nullable: false, [false], typeof(double), real);
        return new(System.Linq.Expressions.ExpressionType.Convert, floor, typeof(long), new LongTypeMapping("bigint"));
    }

    private static SqlConstantExpression Constant(long value, RelationalTypeMapping mapping) => new(value, mapping);
}
