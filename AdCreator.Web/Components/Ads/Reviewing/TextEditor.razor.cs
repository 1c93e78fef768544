using System.Globalization;
using AdCreator.Core.Ads.Approvals;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Translations;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Agents;
using AdCreator.Core.Imaging;
using AdCreator.Web.Components.Layout;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace AdCreator.Web.Components.Ads.Reviewing;

/// <summary>Edits the text layer of an ad and shows what becomes of it.</summary>
public sealed partial class TextEditor(AdEditing editing, AdTranslator translator, CurrentActor currentActor, IJSRuntime javaScript, TimeProvider time) : IAsyncDisposable
{
    /// <summary>After the last change of a word or a place.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private const int MaxOffer = EditCheck.MaxOfferLength;
    private const int MaxAltText = EditCheck.MaxCopyLength;

    private static readonly RelativeBox DefaultBox = new(0.06, 0.06, 0.88, 0.36);

    private readonly CancellationTokenSource disposal = new();
    private CancellationTokenSource? previewing;
    private DotNetObjectReference<TextEditor>? self;
    private IJSObjectReference? module;
    private ElementReference canvas;
    private string headline = "";
    private string offer = "";
    private string altText = "";
    private RelativeBox? box;
    private string? preview;
    private string status = "";
    private string? problem;
    private string? field;
    private string language = "";
    private string? translatedInto;
    private decimal? translationAtMostUsd;
    private bool translating;
    private bool busy;

    [Parameter, EditorRequired]
    public AdView Ad { get; set; } = default!;

    [Parameter, EditorRequired]
    public Brief Brief { get; set; } = default!;

    /// <summary>The new version is being made.</summary>
    [Parameter]
    public EventCallback OnSaved { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [CascadingParameter]
    private OrganizationView? Organization { get; set; }

    private string Shape => Brief.AspectRatio.Replace(':', '/');

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        (headline, offer, altText) = (Ad.Design?.Headline ?? Ad.Hook?.Text ?? "", Ad.Design?.Offer ?? Brief.Offer, Ad.Design?.AltText ?? "");
        box = Ad.Design?.TextBoxes.TryGetValue(ApprovalFiles.Own, out var placed) == true ? placed : null;
        translationAtMostUsd = await translator.AtMostAsync(await currentActor.GetAsync(disposal.Token), Ad.Id, disposal.Token);
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            module = await javaScript.InvokeAsync<IJSObjectReference>("import", "./Components/Ads/Reviewing/TextEditor.razor.js");
            await module.InvokeVoidAsync("attach", canvas, self);
        }
    }

    /// <summary>The box was dragged to a place, in parts of the picture.</summary>
    [JSInvokable]
    public async Task PlaceAsync(double left, double top, double width, double height)
    {
        await ChangeAsync(() => box = Inside(new RelativeBox(left, top, width, height)));
        StateHasChanged();
    }

    private Task MoveByKey(KeyboardEventArgs pressed)
    {
        var (x, y) = pressed.Key switch { "ArrowLeft" => (-0.01, 0.0), "ArrowRight" => (0.01, 0), "ArrowUp" => (0, -0.01), "ArrowDown" => (0, 0.01), _ => (0, 0) };
        return (x, y) == (0, 0) || box is not { } place
            ? Task.CompletedTask
            : ChangeAsync(() => box = Inside(pressed.ShiftKey
                ? place with { Width = place.Width + x, Height = place.Height + y }
                : place with { Left = place.Left + x, Top = place.Top + y }));
    }

    private static RelativeBox Inside(RelativeBox wanted)
    {
        var (width, height) = (Math.Clamp(wanted.Width, 0.1, 1), Math.Clamp(wanted.Height, 0.06, 1));
        return new RelativeBox(Math.Clamp(wanted.Left, 0, 1 - width), Math.Clamp(wanted.Top, 0, 1 - height), width, height);
    }

    private AdDesign Design() => (Ad.Design ?? new AdDesign()) with
    {
        Headline = headline.Trim() == Ad.Hook?.Text ? null : headline.Trim(),
        Offer = offer.Trim() == Brief.Offer ? null : offer.Trim(),
        AltText = altText.Trim().Length == 0 ? null : altText.Trim(),
        Language = translatedInto ?? Ad.Design?.Language,
        TextBoxes = Boxes(),
    };

    private Dictionary<string, RelativeBox> Boxes()
    {
        var boxes = new Dictionary<string, RelativeBox>(Ad.Design?.TextBoxes ?? new Dictionary<string, RelativeBox>(), StringComparer.Ordinal);
        boxes.Remove(ApprovalFiles.Own);
        if (box is { } place)
        {
            boxes[ApprovalFiles.Own] = place;
        }

        return boxes;
    }

    private Task ResetAsync() => ChangeAsync(() => (headline, offer, altText, box, translatedInto) = (Ad.Hook?.Text ?? "", Brief.Offer, "", null, ""));

    /// <summary>Keeps a change, and shows it when no other one follows.</summary>
    private async Task ChangeAsync(Action change)
    {
        change();
        (problem, field) = (null, null);
        previewing?.Cancel();
        previewing?.Dispose();
        previewing = CancellationTokenSource.CreateLinkedTokenSource(disposal.Token);
        var stop = previewing.Token;
        try
        {
            await Task.Delay(Pause, time, stop);
            status = "Drawing the preview …";
            StateHasChanged();
            var jpeg = await editing.PreviewAsync(await currentActor.GetAsync(stop), Ad.Id, Design(), stop);
            stop.ThrowIfCancellationRequested();
            preview = jpeg is { } bytes ? $"data:image/jpeg;base64,{Convert.ToBase64String(bytes.Span)}" : preview;
            status = jpeg is null ? "No preview: these words do not fit here. Shorten them, or give the text more room." : "The preview shows your edit.";
        }
        catch (OperationCanceledException)
        {
            // A later change shows itself.
        }
    }

    /// <summary>Fills the fields; what stood there comes back with "Reset to hook", and nothing is kept before it is saved.</summary>
    private async Task TranslateAsync()
    {
        if (busy || CopyLanguage.Find(language) is not { } into)
        {
            return;
        }

        (busy, translating, problem, field) = (true, true, null, null);
        TranslationResult result;
        try
        {
            var texts = new AdTexts(headline.Trim(), offer.Trim(), altText.Trim());
            result = await translator.TranslateAsync(await currentActor.GetAsync(disposal.Token), Ad.Id, texts, into, disposal.Token);
        }
        finally
        {
            (busy, translating) = (false, false);
        }

        if (result is not TranslationResult.Translated { Texts: var words })
        {
            problem = (result as TranslationResult.NotDone)?.Reason ?? "This ad is not there any more.";
            return;
        }

        var showing = ChangeAsync(() => (headline, offer, altText, translatedInto) = (words.Headline, words.Offer, words.AltText, into.Tag));
        StateHasChanged();
        await showing;
    }

    private async Task SaveAsync()
    {
        busy = true;
        var result = await editing.EditTextAsync(await currentActor.GetAsync(CancellationToken.None), Ad.Id, Design(), CancellationToken.None);
        (problem, field, busy) = (AdWords.Of(result), (result as EditResult.Invalid)?.Field, false);
        if (problem is null)
        {
            await OnSaved.InvokeAsync();
        }
    }

    private static string Left(string text, int most) => $"{most - text.Length} letters left";

    private static string PlaceWords(RelativeBox place) => string.Create(
        CultureInfo.CurrentCulture, $"Drag the box, or move it with the arrow keys: {place.Left:P0} from the left, {place.Top:P0} from the top, {place.Width:P0} wide, {place.Height:P0} high.");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await disposal.CancelAsync();
        previewing?.Dispose();
        disposal.Dispose();
        self?.Dispose();
        if (module is null)
        {
            return;
        }

        try
        {
            await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone.
        }
    }
}
