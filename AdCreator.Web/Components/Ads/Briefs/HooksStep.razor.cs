using System.Globalization;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Agents;
using AdCreator.Core.Brands;
using AdCreator.Core.Brands.Claims;
using AdCreator.Core.Organizations;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AdCreator.Web.Components.Ads.Briefs;

/// <summary>Writes hooks before the ads, and lets a person choose and edit them.</summary>
public sealed partial class HooksStep(HookWriter writer, EarlierHooks earlierHooks, ClaimsLedger ledger, CurrentActor currentActor, IDialogService dialogs) : IDisposable
{
    private static readonly int[] Counts = [4, 6, 8, 10, HookBatchStep.MaxCount];
    private readonly string id = $"hooks-{Guid.CreateVersion7():N}";
    private readonly CancellationTokenSource disposal = new();
    private IReadOnlyList<IReadOnlyList<HookNote>> notes = [];
    private IReadOnlyList<HeadlineLimit> limits = [];
    private IReadOnlyList<string> earlier = [];
    private IReadOnlyList<ApprovedClaim> claims = [];
    private ClaimFacts? facts;
    private DateOnly today;
    private (Guid?, string, string, int, int) priced;
    private Guid? productOfEarlier;
    private Quote? quote;
    private AdProblem? problem;
    private string announcement = "";
    private int count = 8;
    private bool first;
    private bool writing;

    [Parameter, EditorRequired]
    public BriefChoices Choices { get; set; } = default!;

    [Parameter]
    public EventCallback<BriefChoices> ChoicesChanged { get; set; }

    /// <summary>The chosen product and brand; null while none is chosen.</summary>
    [Parameter]
    public ProductDetails? Product { get; set; }

    /// <summary>Name of the chosen brand.</summary>
    [Parameter]
    public string BrandName { get; set; } = "";

    /// <summary>What kept the last order from being placed.</summary>
    [Parameter]
    public string? Problem { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        first = Choices.Hooks.Count > 0;

        // After a reload the call of before may still be out: it is waited for, not made again.
        if (writer.IsUnderWay(await currentActor.GetAsync(disposal.Token), out var batch))
        {
            first = true;
            _ = InvokeAsync(() => TakeAsync(() => batch.WaitAsync(disposal.Token)));
        }
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        limits = HeadlineLimits.All.LimitsOf(Choices.Placements);
        Look();
        if (productOfEarlier != Choices.ProductId)
        {
            productOfEarlier = Choices.ProductId;
            await ReadGroundsAsync(await currentActor.GetAsync(disposal.Token));
            Look();
        }

        await PriceAsync();
    }

    private void Look() => notes = HookNotes.Of(new HookNoteContext
    {
        Hooks = [.. Choices.Hooks.Select(h => h.Hook)],
        Earlier = earlier,
        Names = Product is null ? [] : [Product.Input.Name, BrandName],
        Limits = limits,
        Audience = Choices.Audience,
        Offer = Product is { OfferState: OfferState.Running } ? Product.Input.Offer : "",
        Claims = claims,
        Facts = facts,
        Today = today,
    });

    /// <summary>What hooks are held against: the product's earlier ones, and what may be said of it.</summary>
    private async Task ReadGroundsAsync(Actor actor)
    {
        (earlier, claims, facts) = ([], [], null);
        if (Choices is not { ProductId: { } productId, BrandId: { } brandId })
        {
            return;
        }

        earlier = await earlierHooks.ListAsync(actor, productId, disposal.Token);
        if (await ledger.FindAsync(actor, brandId, disposal.Token) is { } book && book.Products.FirstOrDefault(p => p.Id == productId) is { } product)
        {
            claims = await ledger.ApprovedAsync(actor, brandId, productId, disposal.Token);
            (today, facts) = (book.Today, new ClaimFacts(product.Name, BrandName, product.Benefits, product.PriceText, product.Offer));
        }
    }

    private async Task PriceAsync()
    {
        var asked = (Choices.ProductId, Choices.Audience, Choices.Wish, Choices.Hooks.Count, count);
        if (asked == priced)
        {
            return;
        }

        priced = asked;
        quote = await writer.QuoteAsync(await currentActor.GetAsync(disposal.Token), Choices, count, disposal.Token);
    }

    private Task SetCountAsync(ChangeEventArgs args)
    {
        count = int.Parse((string)args.Value!, CultureInfo.InvariantCulture);
        return PriceAsync();
    }

    private async Task WriteAsync()
    {
        var actor = await currentActor.GetAsync(disposal.Token);
        await TakeAsync(() => writer.WriteAsync(actor, Choices, count, disposal.Token));
    }

    private async Task TakeAsync(Func<Task<HookBatchResult>> ask)
    {
        if (writing)
        {
            return;
        }

        (writing, problem, announcement) = (true, null, "Writing hooks");
        StateHasChanged();
        try
        {
            await ShowAsync(await ask());
        }
        catch (OperationCanceledException) when (disposal.IsCancellationRequested)
        {
            // The page is left: the call goes on, and its hooks are in the draft.
        }
        finally
        {
            writing = false;
            if (!disposal.IsCancellationRequested)
            {
                StateHasChanged();
            }
        }
    }

    private async Task ShowAsync(HookBatchResult result)
    {
        switch (result)
        {
            case HookBatchResult.Written written:
                announcement = written.Added == 1 ? "1 hook written" : $"{written.Added} hooks written";
                await ChoicesChanged.InvokeAsync(Choices.WithNewHooksOf(written.Draft));
                break;
            case HookBatchResult.Invalid invalid:
                problem = new AdProblem("invalid", AdStage.WritingHook, invalid.Problems[0].Message, "Then write the hooks.");
                break;
            case HookBatchResult.Stopped stopped:
                problem = stopped.Problem;
                priced = default;
                await PriceAsync();
                break;
            default:
                throw new InvalidOperationException($"Unknown case {result.GetType().Name}.");
        }
    }

    private Task LeaveToAdCreatorAsync()
    {
        first = false;
        return ChooseAllAsync(false);
    }

    private Task ChooseAllAsync(bool chosen) => SetHooksAsync([.. Choices.Hooks.Select(h => h with { IsChosen = chosen })]);

    private Task ReplaceAsync(int index, HookChoice choice) => SetHooksAsync([.. Choices.Hooks.Select((h, i) => i == index ? choice : h)]);

    private Task RemoveAsync(int index) => SetHooksAsync([.. Choices.Hooks.Where((_, i) => i != index)]);

    private Task SetHooksAsync(IReadOnlyList<HookChoice> hooks) => ChoicesChanged.InvokeAsync(Choices with { Hooks = hooks });

    private Task AskForMoreAsync() => quote is { Budget: { } budget }
        ? AskForMoreDialog.ShowAsync(dialogs, budget.Scope, runId: null, (quote.AtMostUsd ?? 0) - budget.LeftUsd, quote.IsDemo)
        : Task.CompletedTask;

    /// <inheritdoc />
    public void Dispose()
    {
        disposal.Cancel();
        disposal.Dispose();
    }
}
