using System.Globalization;
using System.Text;
using AdCreator.Core.Data;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Reconciliation;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Web.Commands;

/// <summary><c>usage …</c>: what an operator does about calls and their sums, also while the app runs.</summary>
internal static class UsageCommands
{
    private const int MaxFindings = 20;

    /// <summary>Compares everything; a difference is a failure that names it.</summary>
    public static async Task<string> VerifyAsync(IServiceProvider services, string[] arguments, CancellationToken cancellationToken)
    {
        var reconciler = services.GetRequiredService<UsageReconciler>();
        var report = new StringBuilder();
        var findings = 0;
        foreach (var (id, name) in await ListOrganizationsAsync(services, cancellationToken))
        {
            var drift = await reconciler.CompareAsync(id, since: null, cancellationToken);
            findings += drift.Findings.Count;
            report.AppendLine(CultureInfo.InvariantCulture, $"{name}: {drift.Calls:N0} calls, drift {drift.DriftUsd:0.0000000000} dollars, {drift.DriftCalls} calls");
            foreach (var finding in drift.Findings.Take(MaxFindings))
            {
                report.AppendLine(CultureInfo.InvariantCulture, $"  {finding.Where}: rows {finding.RowsUsd} and sum {finding.SumUsd} dollars, {finding.RowsCalls} and {finding.SumCalls} calls");
            }
        }

        return findings == 0
            ? $"{report}Calls, sums and counters agree."
            : throw new CommandException($"{report}{findings} sum(s) are not what their calls add up to. Make them again with: usage rebuild");
    }

    /// <summary>Makes sums and counters of every organization again.</summary>
    public static async Task<string> RebuildAsync(IServiceProvider services, string[] arguments, CancellationToken cancellationToken)
    {
        var rebuild = services.GetRequiredService<UsageRebuild>();
        var organizations = await ListOrganizationsAsync(services, cancellationToken);
        foreach (var (id, _) in organizations)
        {
            await rebuild.RebuildAsync(id, cancellationToken);
        }

        return $"Made the sums and counters of {organizations.Count} organization(s) again.";
    }

    /// <summary>Removes what is older than the installation keeps.</summary>
    public static async Task<string> RetainAsync(IServiceProvider services, string[] arguments, CancellationToken cancellationToken) =>
        await services.GetRequiredService<UsageRetention>().RunAsync(cancellationToken) is { } first
            ? string.Create(CultureInfo.InvariantCulture, $"Calls before {first:yyyy-MM-dd} (UTC) are removed, their sums and counters with them.")
            : $"Everything is kept: {UsageOptions.RetainMonthsKey} is not set.";

    private static async Task<List<(Guid Id, string Name)>> ListOrganizationsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var context = services.GetRequiredService<AdCreatorDb>().OpenWithoutOrganization();
        var organizations = await context.Organizations.OrderBy(o => o.Name).Select(o => new { o.Id, o.Name }).ToListAsync(cancellationToken);
        return organizations.ConvertAll(o => (o.Id, o.Name));
    }
}
