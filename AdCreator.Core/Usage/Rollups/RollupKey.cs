using System.Globalization;
using AdCreator.Core.Data;
using AdCreator.Core.Usage.Queries;

namespace AdCreator.Core.Usage.Rollups;

/// <summary>What tells the rows of one rollup apart.</summary>
/// <remarks>A fact that the rollup does not know is empty.</remarks>
internal readonly record struct RollupKey(
    long Quarter, CostState State, bool IsDemo, string Model, string Operation, UsageOutcome Outcome, Guid UserId, Guid BrandId)
{
    /// <summary>The one order in which all write rows: two that add at once cannot wait for each other in a circle.</summary>
    public static IComparer<RollupKey> Order { get; } = Comparer<RollupKey>.Create(Compare);

    /// <summary>The key of the row that counts some calls in one rollup.</summary>
    public static RollupKey Of<TRollup>(CountedCalls calls)
        where TRollup : UsageRollup
    {
        var kind = Knows<TRollup>.Kind;
        return new(
            calls.Quarter, calls.CostState, calls.IsDemo, kind ? calls.Model : "", kind ? calls.Operation : "", kind ? calls.Outcome : default,
            Knows<TRollup>.Person ? calls.UserId : Guid.Empty, Knows<TRollup>.Brand ? calls.BrandId : Guid.Empty);
    }

    /// <summary>The key of a row.</summary>
    public static RollupKey Of(UsageRollup row)
    {
        var kind = row as ISumsByKind;
        return new(
            row.Quarter, row.CostState, row.IsDemo, kind?.Model ?? "", kind?.Operation ?? "", kind?.Outcome ?? default,
            (row as ISumsByPerson)?.UserId ?? Guid.Empty, (row as ISumsByBrand)?.BrandId ?? Guid.Empty);
    }

    /// <summary>For a person who looks for the cause.</summary>
    public override string ToString()
    {
        var facts = string.Join(' ', new[]
        {
            Model.Length == 0 ? "" : $"{Model}|{Operation} {SnakeCase.Of(Outcome)}", UserId == Guid.Empty ? "" : $"person {UserId}", BrandId == Guid.Empty ? "" : $"brand {BrandId}",
        }.Where(f => f.Length > 0));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{QuarterHour.Start(Quarter):yyyy-MM-dd'T'HH:mm'Z'} {(facts.Length > 0 ? facts : "nobody and nothing")}, {SnakeCase.Of(State)}{(IsDemo ? ", demo" : "")}");
    }

    private static int Compare(RollupKey one, RollupKey other)
    {
        var order = one.Quarter.CompareTo(other.Quarter);
        order = order != 0 ? order : string.CompareOrdinal(one.Model, other.Model);
        order = order != 0 ? order : string.CompareOrdinal(one.Operation, other.Operation);
        return order != 0
            ? order
            : (one.Outcome, one.UserId, one.BrandId, one.State, one.IsDemo).CompareTo((other.Outcome, other.UserId, other.BrandId, other.State, other.IsDemo));
    }

    private static class Knows<TRollup>
    {
        public static readonly bool Kind = typeof(TRollup).IsAssignableTo(typeof(ISumsByKind));
        public static readonly bool Person = typeof(TRollup).IsAssignableTo(typeof(ISumsByPerson));
        public static readonly bool Brand = typeof(TRollup).IsAssignableTo(typeof(ISumsByBrand));
    }
}
