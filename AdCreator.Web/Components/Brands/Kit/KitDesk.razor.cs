using System.Text.Json;
using AdCreator.Core.Brands;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AdCreator.Web.Components.Brands.Kit;

/// <summary>Loads a brand's kit and saves what one of its forms changed.</summary>
public sealed partial class KitDesk(BrandKits kits, CurrentActor currentActor, ISnackbar snackbar, NavigationManager navigation) : IDisposable
{
    private readonly CancellationTokenSource disposal = new();
    private BrandKitDetails? details;
    private BrandKit kit = new();
    private IReadOnlyList<InputProblem> problems = [];
    private bool changedMeanwhile;
    private bool saving;

    [Parameter, EditorRequired]
    public Guid BrandId { get; set; }

    /// <summary>Which form is shown.</summary>
    [Parameter, EditorRequired]
    public BrandTab Tab { get; set; } = BrandTab.Look;

    /// <summary>Whether the forms hold what is not stored; records compare lists by reference, so their text is compared.</summary>
    private bool IsChanged => details is not null && JsonSerializer.Serialize(BrandKits.Clean(kit)) != JsonSerializer.Serialize(details.Kit);

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (details?.BrandId != BrandId)
        {
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        if (await FindAsync() is { } found)
        {
            (details, kit, problems, changedMeanwhile) = (found, found.Kit, [], false);
        }
    }

    /// <summary>A font was removed: the brand's version moved, what is typed stays.</summary>
    private async Task LoadVersionAsync()
    {
        if (await FindAsync() is { } found && details is not null)
        {
            details = details with { Version = found.Version };
        }
    }

    private async Task<BrandKitDetails?> FindAsync()
    {
        var found = await kits.FindAsync(await currentActor.GetAsync(disposal.Token), BrandId, disposal.Token);
        if (found is null)
        {
            navigation.NotFound();
        }

        return found;
    }

    private async Task SaveAsync()
    {
        if (saving || details is null)
        {
            return;
        }

        saving = true;
        var actor = await currentActor.GetAsync(disposal.Token);
        switch (await kits.SaveAsync(actor, BrandId, details.Version, kit, disposal.Token))
        {
            case SaveResult.Saved saved:
                kit = BrandKits.Clean(kit);
                (details, problems, changedMeanwhile) = (details with { Version = saved.Version, Kit = kit }, [], false);
                snackbar.Add("Brand kit saved", Severity.Success);
                break;
            case SaveResult.Invalid invalid:
                problems = invalid.Problems;
                break;
            case SaveResult.ChangedMeanwhile:
                changedMeanwhile = true;
                break;
            case SaveResult.NotFound:
                navigation.NotFound();
                break;
        }

        saving = false;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        disposal.Cancel();
        disposal.Dispose();
    }
}
