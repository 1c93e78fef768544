using AdCreator.Core.Ads.Approvals;
using AdCreator.Core.Ads.Runs;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;

namespace AdCreator.Web.Components.Ads.Reviewing;

/// <summary>Approves, takes back and opens what else can be done with an ad.</summary>
public sealed partial class DecisionBar(AdApprovals approvals, ApprovalRights rights, AdRunService runs, CurrentActor currentActor)
{
    private bool? mayApprove;
    private bool busy;
    private string? refusal;
    private IReadOnlyList<LeftOutFile> leftOut = [];

    [Parameter, EditorRequired]
    public AdView Ad { get; set; } = default!;

    /// <summary>The approval that holds, of whichever version; null for none.</summary>
    [Parameter, EditorRequired]
    public ApprovalView? Holding { get; set; }

    /// <summary>What is open beside the ad.</summary>
    [Parameter, EditorRequired]
    public DeskPanel Open { get; set; }

    [Parameter]
    public EventCallback<DeskPanel> OnPanel { get; set; }

    /// <summary>Something was decided: the rows say what became of it.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <summary>The panel that it opens says more, also that a demo is not billed.</summary>
    private string Price => ReviewWords.Price(Ad.ChangeAtMostUsd, isDemo: false);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() =>
        mayApprove = await rights.MayApproveAsync(await currentActor.GetAsync(CancellationToken.None), CancellationToken.None);

    private string Pressed(Decision decision) => Ad.Decision == decision ? "true" : "false";

    private async Task ApproveAsync()
    {
        // Not by disabling the button: that would take the focus away from it.
        if (busy)
        {
            return;
        }

        busy = true;
        var result = await approvals.ApproveAsync(await currentActor.GetAsync(CancellationToken.None), Ad.Id, Ad.VersionId, CancellationToken.None);
        (refusal, leftOut) = (AdWords.Of(result), result is ApproveResult.Approved approved ? approved.LeftOut : []);
        busy = false;
        await OnChanged.InvokeAsync();
    }

    private async Task TakeBackAsync()
    {
        busy = true;
        await approvals.TakeBackAsync(await currentActor.GetAsync(CancellationToken.None), Ad.Id, CancellationToken.None);
        (refusal, leftOut, busy) = (null, [], false);
        await OnChanged.InvokeAsync();
    }

    private async Task RetryAsync(AdView ad)
    {
        await runs.RetryAsync(await currentActor.GetAsync(CancellationToken.None), ad.Id, CancellationToken.None);
        await OnChanged.InvokeAsync();
    }
}
