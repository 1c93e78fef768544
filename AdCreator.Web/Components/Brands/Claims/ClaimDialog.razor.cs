using System.Globalization;
using AdCreator.Core.Brands;
using AdCreator.Core.Brands.Claims;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AdCreator.Web.Components.Brands.Claims;

/// <summary>The form of one claim; closes with its id.</summary>
public sealed partial class ClaimDialog(ClaimsLedger ledger, CurrentActor currentActor)
{
    private ClaimInput input = new();
    private IReadOnlyList<InputProblem> problems = [];
    private string? notice;
    private MudTextField<string>? words;
    private MudTextField<string>? end;
    private MudTextField<string>? source;
    private bool saving;

    /// <summary>The brand that a new claim belongs to; the service checks that it is the organization's.</summary>
    [Parameter, EditorRequired]
    public Guid BrandId { get; set; }

    /// <summary>The claim to change; null for a new one.</summary>
    [Parameter]
    public ClaimRow? Claim { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyList<ClaimProduct> Products { get; set; } = [];

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    private string EndText => input.ExpiresOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <inheritdoc />
    protected override void OnInitialized() => input = Claim?.Input ?? input;

    private bool Has(string field) => problems.Of(field) is not null;

    private void SetEnd(string? value) => input = input with
    {
        ExpiresOn = DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
    };

    private async Task FocusAsync(string field)
    {
        var wrong = field switch
        {
            nameof(ClaimInput.Text) => words,
            nameof(ClaimInput.ExpiresOn) => end,
            nameof(ClaimInput.Source) => source,
            _ => null,
        };
        if (wrong is not null)
        {
            await wrong.FocusAsync();
        }
    }

    private async Task SaveAsync()
    {
        if (saving)
        {
            return;
        }

        (saving, notice, problems) = (true, null, []);
        var actor = await currentActor.GetAsync(CancellationToken.None);
        var result = Claim is { } claim
            ? await ledger.UpdateAsync(actor, claim.Id, claim.Version, input, CancellationToken.None)
            : await ledger.AddAsync(actor, BrandId, input, CancellationToken.None);
        switch (result)
        {
            case SaveResult.Saved saved:
                Dialog.Close(DialogResult.Ok(saved.Id));
                break;
            case SaveResult.Invalid invalid:
                problems = invalid.Problems;
                await FocusAsync(problems[0].Field);
                break;
            case SaveResult.ChangedMeanwhile:
                notice = "Somebody else changed this claim meanwhile; nothing of yours is saved. Close this and open it again to see their words.";
                break;
            case SaveResult.NotFound:
                notice = "This claim, or its brand, is not here any more. Close this: the list will be fresh.";
                break;
        }

        saving = false;
    }
}
