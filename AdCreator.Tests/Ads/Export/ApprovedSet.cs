using System.Security.Cryptography;
using AdCreator.Core.Ads.Approvals;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.Placements;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Brands;
using AdCreator.Core.Data;
using AdCreator.Core.Files;
using AdCreator.Core.Imaging;
using AdCreator.Core.Organizations;

namespace AdCreator.Tests.Ads.Export;

/// <summary>Puts a set into a database as jobs and approvals leave it: each ad with a version, its files and their approval.</summary>
internal sealed class ApprovedSet(AdCreatorDb database, BlobStore blobs, Actor actor)
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 23, 10, 30, 0, TimeSpan.Zero);

    public static readonly CheckReport Passed = new([new CheckResult("contrast", CheckState.Passed, "The headline reads well.")]);

    public static readonly CheckReport Blocked = new([new CheckResult("file_size", CheckState.Blocked, "12,000 kB; the platform takes 5,120 kB.")]);

    public Guid RunId { get; private set; }

    public Guid BrandId { get; private set; }

    /// <summary>The set without ads.</summary>
    public async Task<ApprovedSet> BeginAsync(Func<Brief, Brief>? change = null, DateTimeOffset? at = null)
    {
        var now = at ?? Monday;
        var brand = new Brand { Id = NewId.At(now), OrganizationId = actor.OrganizationId, Name = $"Tea House {NewId.At(now)}", CreatedAt = now };
        var product = new Product { Id = NewId.At(now), OrganizationId = actor.OrganizationId, BrandId = brand.Id, Name = "Mint & Lime", CreatedAt = now };
        var brief = new Brief
        {
            BrandName = "Tea House", BrandColor = "#1F4E5F", ProductName = product.Name, ProductPictureBlobId = NewId.At(now), Variations = 1, AspectRatio = "4:5",
        };
        var run = new AdRun
        {
            Id = NewId.At(now), OrganizationId = actor.OrganizationId, PersonId = actor.PersonId, BrandId = brand.Id, ProductId = product.Id,
            IdempotencyKey = NewId.At(now), CreatedAt = now, Brief = change?.Invoke(brief) ?? brief,
        };
        await using var context = database.Open(actor.OrganizationId);
        context.Brands.Add(brand);
        context.Products.Add(product);
        context.AdRuns.Add(run);
        await context.SaveChangesAsync();
        (RunId, BrandId) = (run.Id, brand.Id);
        return this;
    }

    /// <summary>A finished ad with files for the placements, approved unless said otherwise.</summary>
    public async Task<Guid> AddAdAsync(
        int number, string[] placements, AdDesign? design = null, bool isApproved = true, string? blocked = null, int size = 2000, string hook = "Calm in every cup")
    {
        var adId = NewId.At(Monday);
        var own = await WriteAsync(size);
        var version = new AdVersion
        {
            Id = NewId.At(Monday), OrganizationId = actor.OrganizationId, AdId = adId, Number = 2, Cause = VersionCause.Made, PersonId = actor.PersonId,
            Hook = new Hook(hook, "question", "calm", "A cup"), Design = design, SceneBlobId = own.Id, FinalBlobId = own.Id, Checks = Passed, CreatedAt = Monday,
        };
        var files = new List<AdFile>();
        foreach (var placement in placements)
        {
            var blob = await WriteAsync(size);
            var checks = placement == blocked ? Blocked : Passed;
            files.Add(new AdFile
            {
                Id = NewId.At(Monday), OrganizationId = actor.OrganizationId, AdId = adId, VersionId = version.Id, PlacementId = placement, BlobId = blob.Id,
                Sha256 = blob.Sha256, Width = blob.Width, Height = blob.Height, ByteCount = blob.ByteCount, State = checks.State, Checks = checks, CreatedAt = Monday,
            });
        }

        await using var context = database.Open(actor.OrganizationId);
        context.Ads.Add(new Ad
        {
            Id = adId, OrganizationId = actor.OrganizationId, RunId = RunId, Number = number, Stage = AdStage.Done,
            Decision = isApproved ? Decision.Approved : Decision.None, Hook = version.Hook, Design = design, SceneBlobId = own.Id, FinalBlobId = own.Id,
            VersionId = version.Id, VersionNumber = 2, CreatedAt = Monday, FinishedAt = Monday,
        });
        context.AdVersions.Add(version);
        context.AdFiles.AddRange(files);
        if (isApproved)
        {
            context.AdApprovals.Add(new AdApproval
            {
                Id = NewId.At(Monday), OrganizationId = actor.OrganizationId, AdId = adId, VersionId = version.Id, PersonId = actor.PersonId, ApprovedAt = Monday,
                Files = [new ApprovedFile("ad", own.Id, own.Sha256), .. files.Select(f => new ApprovedFile(f.PlacementId, f.BlobId!.Value, f.Sha256!))],
            });
        }

        await context.SaveChangesAsync();
        return adId;
    }

    /// <summary>A file of random bytes: an export looks at no pixel.</summary>
    private Task<Blob> WriteAsync(int size) =>
        blobs.WriteAsync(actor.OrganizationId, new EncodedPicture(RandomNumberGenerator.GetBytes(size), "image/jpeg", 1080, 1350), CancellationToken.None);
}
