using System.Globalization;
using AdCreator.Core.Ads.Approvals;
using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Ads.Placements;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Versions;

namespace AdCreator.Core.Ads.Export;

/// <summary>Decides what an export holds and what it leaves out.</summary>
internal sealed class ExportPlanner(ExportRows rows, ExportChoice choice, DateOnly today)
{
    private readonly List<ExportFile> files = [];
    private readonly List<LeftOut> leftOut = [];
    private readonly List<ExportFault> faults = [];
    private readonly ExportPaths paths = new(rows);

    /// <summary>The plan.</summary>
    public ExportPlan Plan()
    {
        foreach (var ad in rows.Ads.Where(a => choice.Ads?.Contains(a.Number) != false))
        {
            Add(ad);
        }

        return new ExportPlan
        {
            RunId = rows.Run.Id,
            OrganizationName = rows.OrganizationName,
            Brief = rows.Run.Brief,
            Calendar = rows.Calendar,
            Profile = CopyProfile.Of(choice.Profile),
            Ads = [.. rows.Ads.Select(View)],
            Files = files,
            LeftOut = leftOut,
            Faults = faults,
            Last = rows.Last,
            ArchiveName = paths.OfArchive(),
        };
    }

    private ExportAd View(Ad ad) => new(
        ad.Id,
        ad.Number,
        ad.FinalBlobId,
        AdWording.Of(rows.Run.Brief, ad.Hook, ad.Design).AltText,
        ApprovalOf(ad) is not null,
        choice.Ads?.Contains(ad.Number) != false);

    private void Add(Ad ad)
    {
        if (ad.Stage != AdStage.Done)
        {
            Leave(ad, null, LeftOutCause.NotMade, ad.Stage.IsActive() ? "It is being made or changed. Wait until it is done." : "It was not made. Try again on the set's page.");
        }
        else if (ApprovalOf(ad) is not var (version, approval))
        {
            Leave(ad, null, LeftOutCause.NotApproved, ad.Decision switch
            {
                Decision.Rejected => "It was rejected.",
                Decision.Approved => "What was approved has changed since. Look at it and approve it again.",
                _ => "Nobody has approved it yet.",
            });
        }
        else if (WhyUnsayable(version) is var (cause, text))
        {
            Leave(ad, null, cause, text);
        }
        else
        {
            AddFiles(ad, version, approval);
        }
    }

    private (AdVersion Version, AdApproval Approval)? ApprovalOf(Ad ad) =>
        ad.Decision != Decision.Rejected && ad.VersionId is { } id && rows.Approvals.TryGetValue(id, out var approval) && rows.Versions.TryGetValue(id, out var version)
            ? (version, approval)
            : null;

    /// <summary>Words that must not leave: expired claims, and claims that nobody ever allowed.</summary>
    private (LeftOutCause Cause, string Text)? WhyUnsayable(AdVersion version)
    {
        var expired = ExpiredClaims.In(rows.Run.Brief.Claims, AdWording.Of(rows.Run.Brief, version.Hook, version.Design), today).FirstOrDefault();
        if (expired is not null)
        {
            var last = expired.ExpiresOn!.Value.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
            return (LeftOutCause.ClaimExpired, $"It says “{expired.Text}”, which was allowed until {last}. Change the words, or prolong the claim and make a new set.");
        }

        var refused = version.Checks?.Checks.FirstOrDefault(c => c is { Check: "claims", State: CheckState.Blocked });
        return refused is null ? null : (LeftOutCause.Blocked, refused.Text);
    }

    private void AddFiles(Ad ad, AdVersion version, AdApproval approval)
    {
        var rendered = rows.Files[version.Id].ToDictionary(f => f.PlacementId, StringComparer.Ordinal);
        foreach (var approved in approval.Files)
        {
            var file = rendered.GetValueOrDefault(approved.PlacementId);
            AddFile(ad, version, approval, approved, file, isOwn: approved.PlacementId == ExportPlacement.Own);
            rendered.Remove(approved.PlacementId);
        }

        foreach (var file in rendered.Values.OrderBy(f => f.PlacementId, StringComparer.Ordinal))
        {
            var placement = ExportPlacement.Of(file.PlacementId);
            if (file.BlobId is null)
            {
                Leave(ad, placement, LeftOutCause.NoPicture, $"There is no picture for it. {WordsOf(file.Checks)}".TrimEnd());
            }
            else if (IsBlocked(file))
            {
                Leave(ad, placement, LeftOutCause.Blocked, WordsOf(file.Checks));
            }
            else
            {
                Leave(ad, placement, LeftOutCause.NotCovered, "It was rendered after the approval. Look at it and approve the ad again.");
            }
        }
    }

    private void AddFile(Ad ad, AdVersion version, AdApproval approval, ApprovedFile approved, AdFile? file, bool isOwn)
    {
        var placement = ExportPlacement.Of(approved.PlacementId);
        var checks = isOwn ? version.Checks : file?.Checks;
        if (isOwn ? checks?.State == CheckState.Blocked : file is not null && IsBlocked(file))
        {
            Leave(ad, placement, LeftOutCause.Blocked, WordsOf(checks!));
            return;
        }

        var current = isOwn ? version.FinalBlobId : file?.BlobId;
        if (current is null || !rows.Blobs.TryGetValue(approved.BlobId, out var blob))
        {
            faults.Add(ExportFault.Missing(ad.Number, placement));
        }
        else if (current != approved.BlobId || (file?.Sha256 is { } sha && sha != approved.Sha256))
        {
            faults.Add(ExportFault.Changed(ad.Number, placement));
        }
        else
        {
            var costs = rows.Costs.OfAd(ad.Id);
            files.Add(new ExportFile
            {
                AdId = ad.Id,
                Ad = ad.Number,
                Version = version.Number,
                Placement = placement,
                Path = paths.Of(ad.Number, version, placement, blob),
                BlobId = blob.Id,
                Sha256 = approved.Sha256,
                MediaType = blob.MediaType,
                ByteCount = blob.ByteCount,
                Width = blob.Width,
                Height = blob.Height,
                Wording = AdWording.Of(rows.Run.Brief, version.Hook, version.Design),
                Checks = checks,
                ApprovedBy = rows.PeopleNames.GetValueOrDefault(approval.PersonId, "Somebody"),
                ApprovedAt = approval.ApprovedAt,
                AdCostUsd = costs.SpentUsd,
                Open = costs.Open,
                IsDemo = costs.IsDemo ?? false,
            });
        }
    }

    private void Leave(Ad ad, ExportPlacement? placement, LeftOutCause cause, string text) => leftOut.Add(new LeftOut(ad.Number, placement, cause, text));

    private static bool IsBlocked(AdFile file) => file.State == CheckState.Blocked || file.Checks.State == CheckState.Blocked;

    /// <summary>What the worst checks found.</summary>
    private static string WordsOf(CheckReport checks) =>
        string.Join(' ', checks.Checks.Where(c => c.State == checks.State).Select(c => c.Text).DefaultIfEmpty("A check blocks it."));
}
