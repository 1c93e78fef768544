using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Brands;
using AdCreator.Core.Brands.Pictures;
using AdCreator.Core.Organizations;
using AdCreator.Web.Components.Ads.Briefs;
using AdCreator.Web.Components.Brands;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace AdCreator.Web.Components.Ads;

/// <summary>The brief of a set of ads as a form.</summary>
public sealed partial class BriefForm(BrandService brands, ProductService products, UsableCutouts cutouts, CurrentActor currentActor, IDialogService dialogs)
{
    /// <summary>Open from the start is what the quick way needs; the rest says in a line what it will be.</summary>
    private readonly HashSet<BriefPart> open = [BriefPart.Subject, BriefPart.Inspiration];
    private SubjectFields? subject;
    private WishField? wish;
    private AudienceField? audience;
    private ModeStep? modeStep;
    private Guid? cutout;
    private Guid? cutting;
    private string? cutoutNote;
    private BrandDetails? brand;
    private ProductDetails? product;
    private Guid? waitingPictureId;

    [Parameter, EditorRequired]
    public BriefChoices Choices { get; set; } = default!;

    [Parameter]
    public EventCallback<BriefChoices> ChoicesChanged { get; set; }

    [Parameter]
    public Quote? Quote { get; set; }

    /// <summary>What kept the last order from being placed, by field.</summary>
    [Parameter]
    public IReadOnlyList<BriefProblem> Problems { get; set; } = [];

    /// <summary>What kept the last order from being placed and belongs to no field.</summary>
    [Parameter]
    public string? Refusal { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public EventCallback OnOrder { get; set; }

    private SubjectOption? BrandOption => brand is null ? null : new(brand.Id, brand.Input.Name);

    private SubjectOption? ProductOption => product is null ? null : new(product.Id, product.Input.Name, product.Input.PictureBlobId);

    private PictureMode Mode => Choices.Mode ?? (cutout is null ? PictureMode.Reimagine : PictureMode.ProductLock);

    private bool HasInspiration => Choices.Audience.Length > 0 || Choices.Wish.Length > 0 || Choices.ReferenceBlobId is not null;

    private string SubjectLine => (brand, product) switch
    {
        (null, _) => "What should be advertised?",
        (_, null) => brand.Input.Name,
        _ => $"{product.Input.Name} · {brand.Input.Name}",
    };

    /// <summary>Opens the step of a field and puts the cursor into it; one of the names of <see cref="BriefFields"/>.</summary>
    public async Task FocusAsync(string field)
    {
        if (BriefSteps.Of(field) is { } step && open.Add(step))
        {
            StateHasChanged();
            await Task.Yield();
        }

        await (field switch
        {
            BriefFields.Brand => subject?.FocusBrandAsync() ?? Task.CompletedTask,
            BriefFields.Product or BriefFields.ProductPicture => subject?.FocusProductAsync() ?? Task.CompletedTask,
            BriefFields.Wish => wish?.FocusAsync() ?? Task.CompletedTask,
            BriefFields.Audience => audience?.FocusAsync() ?? Task.CompletedTask,
            BriefFields.Mode => modeStep?.FocusAsync().AsTask() ?? Task.CompletedTask,
            _ => Task.CompletedTask,
        });
    }

    private bool IsOpen(BriefPart step) => open.Contains(step);

    /// <summary>Going on to a later step closes the earlier ones that are filled: their line says what was chosen.</summary>
    private void Toggle(BriefPart step)
    {
        if (!open.Remove(step))
        {
            open.RemoveWhere(s => s < step && (s != BriefPart.Subject || product is not null));
            open.Add(step);
        }
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var asked = Choices;
        if (brand?.Id != asked.BrandId)
        {
            brand = asked.BrandId is { } brandId ? await brands.FindAsync(await ActorAsync(), brandId, CancellationToken.None) : null;
        }

        if (product?.Id != asked.ProductId)
        {
            await LoadProductAsync(asked.ProductId);
        }

        // A draft or a link may name what is gone by now, or a product of another brand.
        product = product?.BrandId == brand?.Id ? product : null;
        var found = asked with { BrandId = brand?.Id, ProductId = product?.Id };
        if (asked == Choices && found != asked)
        {
            await ChoicesChanged.InvokeAsync(found);
        }
    }

    private Task OrderOnControlEnterAsync(KeyboardEventArgs pressed) =>
        pressed is { Key: "Enter", CtrlKey: true } or { Key: "Enter", MetaKey: true } && !Busy ? OnOrder.InvokeAsync() : Task.CompletedTask;

    private ValueTask<Actor> ActorAsync() => currentActor.GetAsync(CancellationToken.None);

    private async Task LoadProductAsync(Guid? id)
    {
        product = id is { } productId ? await products.FindAsync(await ActorAsync(), productId, CancellationToken.None) : null;
        (cutout, cutoutNote) = (product is null ? null : await cutouts.FindAsync(await ActorAsync(), product.Id, CancellationToken.None), null);
        if (product is { Input.PictureBlobId: not null } && cutout is null && cutting != product.Id)
        {
            _ = CutAsync(product.Id);
        }
    }

    /// <summary>Cuts the chosen product out while the brief is written; the form goes on meanwhile.</summary>
    private async Task CutAsync(Guid productId)
    {
        cutting = productId;
        try
        {
            var answer = await cutouts.EnsureAsync(await ActorAsync(), productId, CancellationToken.None);
            if (product?.Id == productId)
            {
                cutout = (answer as CutoutAnswer.Usable)?.CutoutBlobId;
                cutoutNote = (answer as CutoutAnswer.NotUsable)?.Reason;
            }
        }
        catch (Exception fault)
        {
            // Nobody awaits this: the page's own place for faults shows it.
            await DispatchExceptionAsync(fault);
        }
        finally
        {
            cutting = cutting == productId ? null : cutting;
            StateHasChanged();
        }
    }

    private async Task ChangeAsync(BriefChoices choices)
    {
        // The picture of a new product came first: now that its brand is known, the product can be made.
        if (waitingPictureId is { } picture && choices.BrandId is { } brandId && brandId != Choices.BrandId)
        {
            choices = choices with { ProductId = await AskForProductAsync(brandId, picture) };
        }

        await ChoicesChanged.InvokeAsync(choices);
    }

    /// <summary>A picture given on this page is that of the chosen product when it has none, otherwise that of a new one.</summary>
    private async Task TakePictureAsync(Guid? picture)
    {
        if (product is not null && picture is not null)
        {
            await products.UpdateAsync(await ActorAsync(), product.Id, product.Version, product.Input with { PictureBlobId = picture }, CancellationToken.None);
            await LoadProductAsync(product.Id);
            return;
        }

        waitingPictureId = picture;
        if (picture is not null)
        {
            await (Choices.BrandId is null ? subject!.FocusBrandAsync() : AddProductAsync());
        }
    }

    private async Task AddProductAsync()
    {
        if (Choices.BrandId is { } brandId && await AskForProductAsync(brandId, waitingPictureId) is { } productId)
        {
            await ChoicesChanged.InvokeAsync(Choices with { ProductId = productId });
        }
    }

    private Task AskForMoreAsync() => Quote is { Budget: { } budget } quote
        ? AskForMoreDialog.ShowAsync(dialogs, budget.Scope, runId: null, (quote.AtMostUsd ?? 0) - budget.LeftUsd, quote.IsDemo)
        : Task.CompletedTask;

    private async Task<Guid?> AskForProductAsync(Guid brandId, Guid? picture)
    {
        var parameters = new DialogParameters<NewProductDialog> { { d => d.BrandId, brandId }, { d => d.PictureBlobId, picture } };
        var dialog = await dialogs.ShowAsync<NewProductDialog>("New product", parameters, FormDialog.Wide);
        if (await dialog.Result is not { Canceled: false, Data: Guid productId })
        {
            return null;
        }

        waitingPictureId = null;
        return productId;
    }
}
