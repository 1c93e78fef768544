namespace AdCreator.Core.Usage.Reconciliation;

/// <summary>How far rows, rollups and counters of one organization are apart.</summary>
/// <param name="ComparedFrom">First instant that was compared, UTC.</param>
/// <param name="Calls">Rows that were compared.</param>
/// <param name="Findings">One for each sum that differs from its rows; empty when all is well.</param>
public sealed record UsageDrift(DateTimeOffset ComparedFrom, long Calls, IReadOnlyList<DriftFinding> Findings)
{
    /// <summary>All differences added up without their signs, US dollars.</summary>
    public decimal DriftUsd => Findings.Sum(f => Math.Abs(f.RowsUsd - f.SumUsd));

    /// <summary>All differences in the number of calls added up without their signs.</summary>
    public long DriftCalls => Findings.Sum(f => Math.Abs(f.RowsCalls - f.SumCalls));
}

/// <summary>One sum that is not what its rows add up to.</summary>
/// <param name="Where">The table and what it is the sum of.</param>
public sealed record DriftFinding(string Where, decimal RowsUsd, decimal SumUsd, long RowsCalls, long SumCalls);
