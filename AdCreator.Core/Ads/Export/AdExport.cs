using System.Security.Cryptography;
using AdCreator.Core.Data;
using AdCreator.Core.Files;
using AdCreator.Core.Jobs;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;

namespace AdCreator.Core.Ads.Export;

/// <summary>Hands a finished set out: what somebody approved, byte for byte, with its papers.</summary>
/// <exception cref="AccessDeniedException">Thrown by every method when the actor is not, or no longer, a member.</exception>
public sealed class AdExport(AdCreatorDb database, BlobStore blobs, MembershipGuard guard, AuditLog audit, ProgressHub progress, TimeProvider time)
{
    private const string NothingToExport = "There is nothing to export yet: no file of the chosen ads is approved and free of blocks.";

    /// <summary>What an export would hold, from the rows alone; null when the organization has no such set.</summary>
    public async Task<ExportPlan?> PlanAsync(Actor actor, Guid runId, ExportChoice choice, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        return await ExportRows.ReadAsync(context, runId, cancellationToken) is { } rows
            ? new ExportPlanner(rows, choice, rows.Calendar.DayOf(time.GetUtcNow())).Plan()
            : null;
    }

    /// <summary>Reads every file of a plan again and compares it with what was approved.</summary>
    /// <returns>One sentence for each file that differs or is missing; none when all is well.</returns>
    public async Task<IReadOnlyList<string>> CompareAsync(Actor actor, ExportPlan plan, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        List<ExportFault> faults = [.. plan.Faults];
        foreach (var file in plan.Files)
        {
            if (await FindFaultAsync(actor.OrganizationId, file, cancellationToken) is { } fault)
            {
                faults.Add(fault);
            }
        }

        return [.. faults.Select(f => f.Text)];
    }

    /// <summary>The archive, once every file of it is known to be what was approved; one that differs refuses the whole export.</summary>
    public async Task<ExportResult> OpenAsync(Actor actor, Guid runId, ExportChoice choice, CancellationToken cancellationToken)
    {
        if (await PlanAsync(actor, runId, choice, cancellationToken) is not { } plan)
        {
            return new ExportResult.NotFound();
        }

        if (await CompareAsync(actor, plan, cancellationToken) is [var first, ..] faults)
        {
            await audit.WriteAsync(actor, "set_export_refused", ExportRows.TargetOf(runId), AuditResult.Denied, first, cancellationToken);
            return new ExportResult.Refused(faults);
        }

        if (plan.Files.Count == 0)
        {
            return new ExportResult.Refused([NothingToExport]);
        }

        ExportArchive? archive = null;
        return new ExportResult.Ready(archive = new ExportArchive(plan, actor.OrganizationId, blobs, why => EndAsync(actor, plan, archive!.ManifestSha256, why)));
    }

    private async Task<ExportFault?> FindFaultAsync(Guid organizationId, ExportFile file, CancellationToken cancellationToken)
    {
        try
        {
            await using var open = await blobs.OpenReadAsync(organizationId, file.BlobId, cancellationToken);
            return open is null ? ExportFault.Missing(file.Ad, file.Placement)
                : Convert.ToHexStringLower(await SHA256.HashDataAsync(open.Content, cancellationToken)) == file.Sha256 ? null
                : ExportFault.Changed(file.Ad, file.Placement);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return ExportFault.Missing(file.Ad, file.Placement);
        }
    }

    /// <summary>Writes the entry of the log even when the person is gone: the bytes have left.</summary>
    private async Task EndAsync(Actor actor, ExportPlan plan, string manifestSha256, string? why)
    {
        var action = why is null ? ExportRows.Exported : "set_export_broken_off";
        await audit.WriteAsync(
            actor, action, ExportRows.TargetOf(plan.RunId), AuditResult.Done, why ?? ExportRows.DetailOf(plan.Files.Count, manifestSha256), CancellationToken.None);
        progress.Publish(actor.OrganizationId, plan.RunId);
    }
}

/// <summary>An archive, or why there is none.</summary>
public abstract record ExportResult
{
    private ExportResult()
    {
    }

    /// <summary>Every file is what was approved.</summary>
    public sealed record Ready(ExportArchive Archive) : ExportResult;

    /// <summary>Nothing was exported.</summary>
    /// <param name="Reasons">Each names the file and what would be right.</param>
    public sealed record Refused(IReadOnlyList<string> Reasons) : ExportResult;

    /// <summary>The organization has no such set.</summary>
    public sealed record NotFound : ExportResult;
}
