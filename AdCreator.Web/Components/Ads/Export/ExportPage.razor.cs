using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Export;
using AdCreator.Core.Jobs;
using AdCreator.Core.Organizations;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;

namespace AdCreator.Web.Components.Ads.Export;

/// <summary>What an export will hold, before it is downloaded; and that it went through, after.</summary>
public sealed partial class ExportPage(
    AdExport export, BriefCopies briefs, ProgressHub progress, CurrentActor currentActor, NavigationManager navigation) : IDisposable
{
    private readonly CancellationTokenSource disposal = new();
    private ExportAddress address = new();
    private ExportPlan? plan;
    private IReadOnlyList<string> reasons = [];
    private Actor? actor;
    private LastExport? before;
    private bool isDone;
    private IDisposable? subscription;

    [Parameter]
    public Guid RunId { get; set; }

    [SupplyParameterFromQuery(Name = "ads")]
    private string? Ads { get; set; }

    [SupplyParameterFromQuery(Name = "profile")]
    private string? Profile { get; set; }

    [SupplyParameterFromQuery(Name = "check")]
    private string? Check { get; set; }

    private string Summary => plan!.Files.Count == 0
        ? "The approved ads of a set as one archive, each file with its papers."
        : $"{ExportWords.Of(plan)}. Each is compared with what was approved, byte for byte, before it leaves.";

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        address = ExportAddress.Parse(Ads, Profile, Check);
        actor = await currentActor.GetAsync(disposal.Token);
        var asked = address;
        var found = await export.PlanAsync(actor, RunId, asked.Choice, disposal.Token);
        if (found is null)
        {
            navigation.NotFound();
            return;
        }

        var wrong = asked.IsChecked ? await export.CompareAsync(actor, found, disposal.Token) : [.. found.Faults.Select(f => f.Text)];
        if (asked != address)
        {
            return;
        }

        before ??= found.Last;
        (plan, reasons) = (found, wrong);
        if (RendererInfo.IsInteractive)
        {
            subscription ??= progress.Subscribe(actor.OrganizationId, RunId, () => InvokeAsync(ReadAgainAsync));
        }
    }

    /// <summary>The archive was written to its end, or an ad has changed: the rows tell.</summary>
    private async Task ReadAgainAsync()
    {
        if (await export.PlanAsync(actor!, RunId, address.Choice, disposal.Token) is { } now)
        {
            plan = now;
            isDone = now.Last is not null && now.Last != before;
            StateHasChanged();
        }
    }

    private async Task CopyBriefAsync()
    {
        if (await briefs.CopyToDraftAsync(actor!, RunId, disposal.Token))
        {
            navigation.NavigateTo("/ads/new");
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        subscription?.Dispose();
        disposal.Cancel();
        disposal.Dispose();
    }
}
