using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.Reviews;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Brands;
using AdCreator.Core.Data;
using AdCreator.Core.Files;
using AdCreator.Core.Organizations;
using AdCreator.Core.Pricing;
using AdCreator.Core.Usage;
using AdCreator.Tests.Data;
using AdCreator.Tests.Usage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;

namespace AdCreator.Tests;

/// <summary>One organization with one of everything.</summary>
public sealed record Studio(Actor Admin, Actor Member, string MemberEmail, Guid BrandId, Guid ProductId, Guid BlobId, Guid RunId, Guid AdId, Guid CallId)
{
    public Guid OrganizationId => Admin.OrganizationId;

    /// <summary>Name of the brand, shown to nobody outside.</summary>
    public required string BrandName { get; init; }

    /// <summary>Makes one in the app's database, through the services where they make the rows.</summary>
    public static async Task<Studio> AddAsync(TestApp app, string name)
    {
        var database = app.Database;
        var organization = await database.AddOrganizationAsync(name);
        var email = $"{NewId.Next(TimeProvider.System):N}@test.local";
        var member = await database.AddMembershipAsync(organization, await database.AddPersonAsync(email, ProviderIdentity.Development));
        var admin = await database.AddMembershipAsync(organization, await database.AddPersonAsync(issuer: ProviderIdentity.Development), MembershipRole.Admin);

        await using var scope = app.Services.CreateAsyncScope();
        var brandName = $"{name} Secret Brand";
        var brand = await SavedAsync(scope.ServiceProvider.GetRequiredService<BrandService>().CreateAsync(member, new BrandInput { Name = brandName }, default));
        var blob = await AddPictureAsync(app, member);
        var product = await SavedAsync(scope.ServiceProvider.GetRequiredService<ProductService>()
            .CreateAsync(member, brand, new ProductInput { Name = $"{name} Product", PictureBlobId = blob }, default));
        var (run, ad) = await AddRunAsync(database, member, brand, product, blob, brandName);
        var call = await AddCallAsync(app, member, brand, run, ad);
        return new Studio(admin, member, email, brand, product, blob, run, ad, call) { BrandName = brandName };
    }

    /// <summary>A picture file as a person has one on disk: a bottle on a plain ground.</summary>
    public static byte[] PictureFile(int width = 640, int height = 640)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        using var paint = new SKPaint { Color = new SKColor(0x1F, 0x4E, 0x5F), IsAntialias = true };
        surface.Canvas.Clear(new SKColor(0xF4, 0xEF, 0xE6));
        surface.Canvas.DrawRoundRect(width * 0.38f, height * 0.25f, width * 0.24f, height * 0.6f, 24, 24, paint);
        surface.Canvas.DrawRect(width * 0.44f, height * 0.15f, width * 0.12f, height * 0.12f, paint);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static async Task<Guid> AddPictureAsync(TestApp app, Actor actor)
    {
        using var file = new MemoryStream(PictureFile());
        var result = await app.Services.GetRequiredService<PictureIntake>().AcceptAsync(actor, file, default);
        return ((IntakeResult.Accepted)result).Blob.Id;
    }

    private static async Task<Guid> SavedAsync(Task<SaveResult> saving) => ((SaveResult.Saved)await saving).Id;

    /// <summary>A finished ad, as the jobs leave it.</summary>
    private static async Task<(Guid RunId, Guid AdId)> AddRunAsync(AdCreatorDb database, Actor actor, Guid brandId, Guid productId, Guid blobId, string brandName)
    {
        var now = TimeProvider.System.GetUtcNow();
        var run = new AdRun
        {
            Id = NewId.At(now), OrganizationId = actor.OrganizationId, PersonId = actor.PersonId, BrandId = brandId, ProductId = productId,
            IdempotencyKey = NewId.At(now), CreatedAt = now, QuotedAtMostUsd = 0.5m, QuotedUsuallyUsd = 0.2m,
            Brief = new Brief
            {
                BrandName = brandName, BrandColor = "#1F4E5F", ProductName = $"{brandName} Product", ProductPictureBlobId = blobId,
                Variations = 1, AspectRatio = "4:5",
            },
        };
        var ad = new Ad
        {
            Id = NewId.At(now), OrganizationId = actor.OrganizationId, RunId = run.Id, Number = 1, Stage = AdStage.Done, Decision = Decision.None,
            Hook = new Hook("Clear water, any time", "benefit", "calm", "A bottle on a table"), SceneBlobId = blobId, FinalBlobId = blobId,
            Review = new Review(ReviewState.Completed, ReviewVerdict.Approved, 8.2, [new CriterionScore("product", 8.2, "The product is whole.")], "Ready to run."),
            CreatedAt = now, FinishedAt = now,
        };
        await using var context = database.Open(actor.OrganizationId);
        context.AdRuns.Add(run);
        context.Ads.Add(ad);
        await context.SaveChangesAsync();
        return (run.Id, ad.Id);
    }

    private static async Task<Guid> AddCallAsync(TestApp app, Actor actor, Guid brandId, Guid runId, Guid adId)
    {
        // PostgreSQL takes a call only when its instant is the one in its id, which is whole milliseconds.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var call = new UsageRecord
        {
            Id = NewId.At(now), UserId = actor.PersonId, OrganizationId = actor.OrganizationId, Provider = "demo", Model = "gemini-3.8-flash",
            ModelRequested = "gemini-3.8-flash", ToolName = "gemini_service", Operation = UsageOperations.AnalyzeText, UnitType = "tokens",
            InputTokens = 1000, OutputTokens = 100, TotalTokens = 1100, CostUsd = 0.00105m, CostUsdMax = 0.002m, CostState = CostState.Exact,
            CreatedAt = now, Outcome = UsageOutcome.Succeeded, IsDemo = true, DurationMs = 900, BrandId = brandId, RunId = runId, AdId = adId,
            LineItems = [new LineItem("input", 1000, 0.00000075m, 0.00075m), new LineItem("output", 100, 0.000003m, 0.0003m)],
            RequestMetadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["finish_reason"] = "STOP" },
        };
        app.Services.GetRequiredService<UsageTracker>().Track(call);
        await Eventually.TrueAsync(async () =>
        {
            await using var context = app.Database.Open(actor.OrganizationId);
            return await context.TokenUsage.AnyAsync(u => u.Id == call.Id);
        });
        return call.Id;
    }
}
