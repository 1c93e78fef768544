using AdCreator.Core.Brands;
using AdCreator.Core.Brands.Fonts;
using AdCreator.Core.Imaging;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace AdCreator.Web.Components.Brands.Kit;

/// <summary>A brand's fonts: files go straight to the server, the choice is part of the kit and saved with it.</summary>
public sealed partial class FontList(BrandFonts service, CurrentActor currentActor) : IDisposable
{
    private readonly CancellationTokenSource disposal = new();
    private IReadOnlyList<BrandFontRow>? fonts;
    private string? refusal;
    private string said = "";
    private bool reading;
    private int inputGeneration;

    [Parameter, EditorRequired]
    public Guid BrandId { get; set; }

    /// <summary>The kit as it is edited.</summary>
    [Parameter, EditorRequired]
    public BrandKit Kit { get; set; } = new();

    [Parameter]
    public EventCallback<BrandKit> KitChanged { get; set; }

    [Parameter]
    public IReadOnlyList<InputProblem> Problems { get; set; } = [];

    /// <summary>A font is gone, and the brand's version has moved with it.</summary>
    [Parameter]
    public EventCallback OnRemoved { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => await LoadAsync();

    private async Task LoadAsync() => fonts = await service.ListAsync(await currentActor.GetAsync(disposal.Token), BrandId, disposal.Token);

    private static Guid? IdOf(ChangeEventArgs change) => Guid.TryParse(change.Value as string, out var id) ? id : null;

    private string UseOf(Guid id) => (Kit.HeadlineFontId == id, Kit.TextFontId == id) switch
    {
        (true, true) => "for headlines and text",
        (true, false) => "for headlines",
        (false, true) => "for text",
        _ => "not used",
    };

    private async Task AddAsync(InputFileChangeEventArgs args)
    {
        (reading, refusal, said) = (true, null, "");
        try
        {
            refusal = args.File.Size > FontInspector.MaxBytes
                ? TextOf(FontInspector.TooManyBytes().Reason, FontInspector.TooManyBytes().Remedy)
                : await TakeInAsync(args.File);
        }
        catch (Exception exception) when (exception is IOException or JSException)
        {
            refusal = "The file could not be read to its end. Choose it again.";
        }

        reading = false;
        inputGeneration++;
    }

    /// <returns>Why the font was not kept; null when it was.</returns>
    private async Task<string?> TakeInAsync(IBrowserFile file)
    {
        var actor = await currentActor.GetAsync(disposal.Token);
        await using var stream = file.OpenReadStream(FontInspector.MaxBytes, disposal.Token);
        switch (await service.AddAsync(actor, BrandId, stream, disposal.Token))
        {
            case FontResult.Added added:
                said = $"{added.Font.Family} {added.Font.Style} was added.";
                await LoadAsync();
                return null;
            case FontResult.Refused refused:
                return TextOf(refused.Reason, refused.Remedy);
            default:
                return "The brand is not here any more. Go back to Brands.";
        }
    }

    private async Task RemoveAsync(BrandFontRow font)
    {
        if (Kit.HeadlineFontId == font.Id || Kit.TextFontId == font.Id)
        {
            refusal = $"{font.Family} {font.Style} is chosen: choose another font above and save, then remove it.";
            return;
        }

        var removal = await service.RemoveAsync(await currentActor.GetAsync(disposal.Token), font.Id, disposal.Token);
        refusal = removal switch
        {
            FontRemoval.InUse => $"{font.Family} {font.Style} is still the stored choice: save the brand kit first, then remove it.",
            FontRemoval.ChangedMeanwhile => "Somebody else changed the brand in this moment. Try again.",
            _ => null,
        };
        said = removal == FontRemoval.Removed ? $"{font.Family} {font.Style} was removed." : "";
        await LoadAsync();
        await OnRemoved.InvokeAsync();
    }

    private static string TextOf(string reason, string remedy) => $"{reason} {remedy}";

    /// <inheritdoc />
    public void Dispose()
    {
        disposal.Cancel();
        disposal.Dispose();
    }
}
