using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Core.Demo;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;
using AdCreator.Tests.Data;
using AdCreator.Tests.Gemini;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdCreator.Tests.Ads.Runs;

/// <summary>The real app with the sample organizations, and a member who orders ads.</summary>
internal sealed class DemoStudio : IAsyncDisposable
{
    private DemoStudio(TestApp app, Actor actor, BriefChoices choices, Guid pictureBlobId) =>
        (App, Actor, Choices, PictureBlobId) = (app, actor, choices, pictureBlobId);

    public TestApp App { get; }

    public Actor Actor { get; }

    /// <summary>Two square ads of a sample product.</summary>
    public BriefChoices Choices { get; }

    public Guid PictureBlobId { get; }

    public AdRunService Runs => App.Services.GetRequiredService<AdRunService>();

    public AdGallery Gallery => App.Services.GetRequiredService<AdGallery>();

    /// <param name="folder">A data directory that outlives this app; absent: one of its own.</param>
    /// <param name="server">Answers in place of the demo model.</param>
    /// <param name="imageModel">Another model for pictures.</param>
    public static async Task<DemoStudio> OpenAsync(
        DatabaseKind kind, int latencyMs = 0, string? folder = null, ProtocolServer? server = null, string? imageModel = null)
    {
        var configuration = new Dictionary<string, string>
        {
            ["Demo:LatencyMs"] = latencyMs.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Gemini:Backoff"] = "00:00:00.05",
        };
        if (imageModel is not null)
        {
            configuration["Gemini:Models:Image"] = imageModel;
        }

        if (folder is not null)
        {
            configuration[DataRegistration.DataDirectoryKey] = folder;
        }

        var app = await TestApp.StartAsync(new TestAppSetup { Database = kind, Configuration = configuration, GeminiBaseUrl = server?.BaseUrl });
        await app.Services.GetRequiredService<DemoSeeder>().SeedAsync(TestContext.Current.CancellationToken);
        var actor = await app.Database.FindActorAsync("marketer@demo.local");
        await using var context = app.Database.Open(actor.OrganizationId);
        var product = await context.Products.OrderBy(p => p.Name).FirstAsync(p => p.PictureBlobId != null);
        var choices = new BriefChoices { BrandId = product.BrandId, ProductId = product.Id, Variations = 2, AspectRatio = "1:1" };
        return new DemoStudio(app, actor, choices, product.PictureBlobId!.Value);
    }

    public Task<Actor> ActorAsync(string email) => App.Database.FindActorAsync(email);

    public async Task<Guid> StartAsync(BriefChoices choices)
    {
        var result = await Runs.StartAsync(Actor, choices, NewId.Next(TimeProvider.System), TestContext.Current.CancellationToken);
        return Assert.IsType<StartRunResult.Started>(result).RunId;
    }

    public async Task<RunView> MakeAsync(BriefChoices choices) => await WaitAsync(await StartAsync(choices));

    /// <summary>The run when every ad has ended and every call has its row.</summary>
    public async Task<RunView> WaitAsync(Guid runId)
    {
        RunView? run = null;
        await Eventually.TrueAsync(
            async () =>
            {
                run = await Gallery.FindRunAsync(Actor, runId, TestContext.Current.CancellationToken);
                await using var context = App.Database.Open(Actor.OrganizationId);
                return run!.Ads.All(a => !a.Stage.IsActive()) && !await context.UsageReservations.AnyAsync(r => r.RunId == runId);
            },
            () => $"{string.Join(", ", run?.Ads.Select(a => $"{a.Number}: {a.Stage} {a.Problem}") ?? [])}\n{App.Log}");
        return (await Gallery.FindRunAsync(Actor, runId, TestContext.Current.CancellationToken))!;
    }

    public async Task<decimal> SumOfRowsAsync(Guid runId) => (await RowsAsync(runId)).Sum(u => u.CostUsd ?? 0);

    public async Task<int> CountCallsAsync(Guid runId, string operation) => (await RowsAsync(runId)).Count(u => u.Operation == operation);

    public async Task<IReadOnlyList<string>> OutcomesAsync(Guid runId, string operation) =>
        [.. (await RowsAsync(runId)).Where(u => u.Operation == operation).Select(u => SnakeCase.Of(u.Outcome))];

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private async Task<List<UsageRecord>> RowsAsync(Guid runId)
    {
        await using var context = App.Database.Open(Actor.OrganizationId);
        return await context.TokenUsage.AsNoTracking().Where(u => u.RunId == runId).ToListAsync(TestContext.Current.CancellationToken);
    }
}
