using System.Text;
using AdCreator.Core.Pricing.Corrections;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using MudBlazor;

namespace AdCreator.Web.Components.Prices;

/// <summary>Takes a price file in; closes with <see cref="ImportResult.Applied"/>.</summary>
public sealed partial class ImportDialog(PriceImports imports, CurrentActor currentActor, IJSRuntime javaScript)
{
    private IReadOnlyList<ImportModel>? models;
    private ImportProblem? problem;
    private ElementReference area;
    private string json = "";
    private bool busy;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    private int Count => models?.Sum(m => m.Rows.Count) ?? 0;

    private string Summary => Count == 0
        ? "Nothing would change: every price of the file holds already."
        : $"{Models(ImportChange.Changed)} changed, {Models(ImportChange.New)} new, {Models(ImportChange.Unchanged)} unchanged, {Models(ImportChange.NotInFile)} not in the file (they keep their price).";

    private int Models(ImportChange change) => models!.Count(m => m.Change == change);

    private void Cancel() => Dialog.Cancel();

    private void Back() => (models, problem) = (null, null);

    private Task ReadFileAsync(InputFileChangeEventArgs change) => ReadAsync(() => Task.FromResult(change.File.OpenReadStream(PriceImports.MaxBytes)));

    private Task ReadPasteAsync() => ReadAsync(async () =>
    {
        await using var module = await javaScript.InvokeAsync<IJSObjectReference>("import", "./Components/Prices/ImportDialog.razor.js");
        var text = await module.InvokeAsync<IJSStreamReference>("text", area);
        return await text.OpenReadStreamAsync(PriceImports.MaxBytes);
    });

    private async Task ReadAsync(Func<Task<Stream>> open)
    {
        if (busy)
        {
            return;
        }

        busy = true;
        try
        {
            await using var stream = await open();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            json = await reader.ReadToEndAsync();
            await CompareAsync();
        }
        catch (Exception e) when (e is IOException or JSException or ArgumentOutOfRangeException)
        {
            problem = new ImportProblem(null, "The file could not be read. It may have at most 1 MB.");
        }
        finally
        {
            busy = false;
        }
    }

    private async Task CompareAsync()
    {
        var actor = await currentActor.GetAsync(CancellationToken.None);
        (models, problem) = await imports.CompareAsync(actor, json, CancellationToken.None) switch
        {
            ImportComparison.Read read => (read.Models, (ImportProblem?)null),
            ImportComparison.Malformed malformed => (null, malformed.Problem),
            var other => throw new InvalidOperationException($"Unknown comparison {other}."),
        };
    }

    private async Task ApplyAsync()
    {
        if (busy || Count == 0)
        {
            return;
        }

        busy = true;
        var actor = await currentActor.GetAsync(CancellationToken.None);
        switch (await imports.ApplyAsync(actor, json, CancellationToken.None))
        {
            case ImportResult.Applied applied:
                Dialog.Close(DialogResult.Ok<ImportResult>(applied));
                break;
            case ImportResult.Malformed malformed:
                problem = malformed.Problem;
                break;
        }

        busy = false;
    }
}
