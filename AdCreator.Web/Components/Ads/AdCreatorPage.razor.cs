using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Organizations;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;

namespace AdCreator.Web.Components.Ads;

/// <summary>The page where ads are ordered: keeps the choices as a draft, prices them, places the order once.</summary>
public sealed partial class AdCreatorPage(
    BriefDrafts drafts, AdRunService runs, CurrentActor currentActor, NavigationManager navigation, TimeProvider time) : IAsyncDisposable
{
    /// <summary>A change is stored this long after it at the latest, together with those that follow meanwhile.</summary>
    private static readonly TimeSpan DraftDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan QuoteDelay = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource disposal = new();
    private CancellationTokenSource? quoting;
    private Guid orderKey = Guid.CreateVersion7();
    private Actor? actor;
    private BriefChoices? choices;
    private Quote? quote;
    private BriefChoices? pricedChoices;
    private IReadOnlyList<BriefProblem> problems = [];
    private string? refusal;
    private BriefForm? form;
    private bool draftWaits;
    private bool ordering;

    [SupplyParameterFromQuery(Name = "brand")]
    private Guid? AskedBrandId { get; set; }

    [SupplyParameterFromQuery(Name = "product")]
    private Guid? AskedProductId { get; set; }

    /// <summary>What was asked for another product, or for none, is not shown for this one.</summary>
    private bool IsProductPriced => choices!.ProductId is { } product && product == pricedChoices?.ProductId;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        actor = await currentActor.GetAsync(disposal.Token);
        var draft = await drafts.LoadAsync(actor, disposal.Token) ?? new BriefChoices();
        choices = AskedBrandId is null ? draft : draft with { BrandId = AskedBrandId, ProductId = AskedProductId };
        await QuoteAsync(disposal.Token);
    }

    /// <summary>Prices the choices as they are now.</summary>
    private async Task QuoteAsync(CancellationToken cancellationToken)
    {
        var asked = choices!;
        var found = await runs.QuoteAsync(actor!, asked, cancellationToken);
        (quote, pricedChoices) = (found, asked);
    }

    private Task ChangeAsync(BriefChoices changed)
    {
        problems = [.. problems.Where(p => !BriefFields.IsTouched(p.Field, choices!, changed))];
        choices = changed;
        refusal = null;
        return Task.WhenAll(KeepDraftAsync(), PriceAsync());
    }

    private async Task KeepDraftAsync()
    {
        if (draftWaits)
        {
            return;
        }

        draftWaits = true;
        try
        {
            await Task.Delay(DraftDelay, time, disposal.Token);
            await StoreDraftAsync();
        }
        catch (OperationCanceledException) when (disposal.IsCancellationRequested)
        {
            // The page is left: DisposeAsync stores what waits.
        }
    }

    private async Task StoreDraftAsync()
    {
        draftWaits = false;
        await drafts.SaveAsync(actor!, choices!, CancellationToken.None);
    }

    private async Task PriceAsync()
    {
        if (quoting is not null)
        {
            await quoting.CancelAsync();
        }

        using var latest = CancellationTokenSource.CreateLinkedTokenSource(disposal.Token);
        quoting = latest;
        try
        {
            await Task.Delay(QuoteDelay, time, latest.Token);
            await QuoteAsync(latest.Token);

            // The draft that is kept beside it takes longer, and the page would wait for both.
            StateHasChanged();
        }
        catch (OperationCanceledException) when (latest.IsCancellationRequested)
        {
            // A newer choice is being priced, or the page is left.
        }
        finally
        {
            if (quoting == latest)
            {
                quoting = null;
            }
        }
    }

    private async Task OrderAsync()
    {
        if (ordering || choices is null)
        {
            return;
        }

        (ordering, problems, refusal) = (true, [], null);
        try
        {
            if (pricedChoices != choices && await IsDearerNowAsync())
            {
                refusal = "The price has changed with your last choice. Look at it, and click again.";
                return;
            }

            await PlaceAsync(await runs.StartAsync(actor!, choices, orderKey, disposal.Token));
        }
        finally
        {
            ordering = false;
        }
    }

    /// <summary>Nobody pays what was not on the screen: an order that came faster than its price is priced first.</summary>
    private async Task<bool> IsDearerNowAsync()
    {
        var shown = quote?.AtMostUsd;
        await QuoteAsync(disposal.Token);
        return quote?.AtMostUsd is { } most && !(most <= shown);
    }

    private async Task PlaceAsync(StartRunResult result)
    {
        switch (result)
        {
            case StartRunResult.Started started:
                orderKey = Guid.CreateVersion7();
                navigation.NavigateTo($"/ads/runs/{started.RunId}");
                break;
            case StartRunResult.Invalid invalid:
                problems = invalid.Problems;
                await (form?.FocusAsync(problems[0].Field) ?? Task.CompletedTask);
                break;
            case StartRunResult.OverBudget over:
                (quote, pricedChoices) = (over.Quote, choices);
                break;
            case StartRunResult.Refused refused:
                refusal = refused.Reason;
                break;
            default:
                throw new InvalidOperationException($"Unknown case {result.GetType().Name}.");
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await disposal.CancelAsync();
        if (draftWaits)
        {
            await StoreDraftAsync();
        }

        disposal.Dispose();
    }
}
