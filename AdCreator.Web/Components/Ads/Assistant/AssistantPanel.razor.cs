using System.Globalization;
using AdCreator.Core.Agents.Assistant;
using AdCreator.Web.Components.Layout;
using AdCreator.Web.Components.Shared;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AdCreator.Web.Components.Ads.Assistant;

/// <summary>Holds the conversation of one visit to a set; it is not kept.</summary>
public sealed partial class AssistantPanel(SetAssistant assistant, CurrentActor currentActor, NavigationManager navigation) : IDisposable
{
    private static readonly string[] Ideas = ["Make three more like ad 1, for winter", "Change the picture of ad 1: a darker table", "What can you do?"];

    private readonly string titleId = $"assistant-{Guid.CreateVersion7():N}";
    private readonly string priceId = $"price-{Guid.CreateVersion7():N}";
    private readonly List<Entry> entries = [];
    private CancellationTokenSource turn = new();
    private string text = "";
    private bool busy;

    /// <summary>The set on the screen.</summary>
    [Parameter, EditorRequired]
    public Guid RunId { get; set; }

    /// <summary>Something was done to the set: its rows say what.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [CascadingParameter]
    private OrganizationView? Organization { get; set; }

    private string Price =>
        $"A question costs at most {MoneyText.Of(SetAssistant.MostUsd, CultureInfo.CurrentCulture)}{(Organization?.IsDemo == true ? " (demo, not billed)" : "")}";

    public void Dispose()
    {
        turn.Cancel();
        turn.Dispose();
    }

    private Task OnKeyAsync(KeyboardEventArgs key) => key is { Key: "Enter", CtrlKey: true } ? AskAsync(text) : Task.CompletedTask;

    private async Task AskAsync(string message)
    {
        // Asked here and not by the disabled button alone: a handler is a public endpoint.
        if (busy || string.IsNullOrWhiteSpace(message))
        {
            return;
        }

        busy = true;
        text = "";
        AssistantMessage[] before = [.. entries.Select(e => new AssistantMessage(e.IsPerson, e.Text))];
        entries.Add(new Entry(IsPerson: true, message.Trim()));
        StateHasChanged();
        try
        {
            var answer = await assistant.AskAsync(await currentActor.GetAsync(turn.Token), RunId, before, message, turn.Token);
            entries.Add(answer switch
            {
                AssistantTurn.Answered answered => new Entry(IsPerson: false, answered.Text)
                {
                    Cards = [.. answered.Proposals.Select(p => new ProposalState(p, Guid.CreateVersion7()))],
                },
                AssistantTurn.Stopped stopped => new Entry(IsPerson: false, $"{stopped.Problem.Explanation} {stopped.Problem.Remedy}"),
                _ => new Entry(IsPerson: false, "This set is not there any more."),
            });
        }
        catch (OperationCanceledException)
        {
            entries.Add(new Entry(IsPerson: false, "Stopped. What was asked so far stands in your usage."));
        }
        finally
        {
            busy = false;
        }
    }

    private async Task StopAsync()
    {
        await turn.CancelAsync();
        turn.Dispose();
        turn = new CancellationTokenSource();
    }

    private async Task DoAsync(ProposalState card)
    {
        if (card.Outcome is not null || card.IsBusy)
        {
            return;
        }

        card.IsBusy = true;
        var result = await assistant.DoAsync(await currentActor.GetAsync(CancellationToken.None), card.Proposal, card.Key, CancellationToken.None);
        card.IsBusy = false;
        switch (result)
        {
            case ProposalResult.NewSet made:
                card.Outcome = "Ordered.";
                navigation.NavigateTo($"/ads/runs/{made.RunId}");
                break;
            case ProposalResult.NotDone not:
                card.Problem = not.Reason;
                break;
            default:
                card.Outcome = "Being made.";
                await OnChanged.InvokeAsync();
                break;
        }
    }

    private sealed record Entry(bool IsPerson, string Text)
    {
        public IReadOnlyList<ProposalState> Cards { get; init; } = [];
    }
}
