using System.Globalization;
using AdCreator.Core.Pricing.Corrections;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AdCreator.Web.Components.Prices;

/// <summary>Takes a price in; closes with <see cref="AddPriceResult.Added"/>.</summary>
public sealed partial class PriceDialog(PriceCorrections corrections, CurrentActor currentActor, TimeProvider time)
{
    private IReadOnlyList<PriceProblem> problems = [];
    private PriceForm? form;
    private bool hasRare;
    private bool saving;

    /// <summary>The model whose price it is; null to ask for one.</summary>
    [Parameter]
    public string? Model { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var actor = await currentActor.GetAsync(CancellationToken.None);
        var price = Model is null
            ? null
            : (await corrections.ListAsync(actor, CancellationToken.None)).FirstOrDefault(m => m.Model == Model)?.Current;
        form = PriceForm.Of(Model, price, time.GetUtcNow(), CultureInfo.CurrentCulture);
        hasRare = PriceForm.RareUnits.Any(unit => !string.IsNullOrEmpty(form.Rates.GetValueOrDefault(unit))) || form.PerImage.Length + form.PerSecond.Length > 0;
    }

    private static string PieceHint(string size, decimal rate) => $"Such as: {size} {rate.ToString(CultureInfo.CurrentCulture)}";

    private bool Has(string field) => problems.Any(p => p.Field == field);

    private string? Of(string field) => problems.FirstOrDefault(p => p.Field == field)?.Message;

    private bool HasRate(string unit) => Has($"Rates.{unit}");

    private string? OfRate(string unit) => Of($"Rates.{unit}");

    private void Cancel() => Dialog.Cancel();

    private async Task SaveAsync()
    {
        if (saving || form is null)
        {
            return;
        }

        saving = true;
        try
        {
            (var input, problems) = form.Read(CultureInfo.CurrentCulture);
            if (input is not null)
            {
                await AddAsync(input);
            }

            hasRare |= problems.Any(p => PriceForm.RareUnits.Contains(p.Field.Replace("Rates.", "", StringComparison.Ordinal)));
        }
        finally
        {
            saving = false;
        }
    }

    private async Task AddAsync(CorrectionInput input)
    {
        var actor = await currentActor.GetAsync(CancellationToken.None);
        switch (await corrections.AddAsync(actor, input, CancellationToken.None))
        {
            case AddPriceResult.Added added:
                Dialog.Close(DialogResult.Ok<AddPriceResult>(added));
                break;
            case AddPriceResult.Invalid invalid:
                problems = invalid.Problems;
                break;
        }
    }
}
