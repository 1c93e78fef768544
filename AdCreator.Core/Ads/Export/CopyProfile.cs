using System.Text.Json;
using AdCreator.Core.Data;

namespace AdCreator.Core.Ads.Export;

/// <summary>Which columns <c>copy.csv</c> has, read from <c>copy-profiles.json</c>.</summary>
/// <param name="Id">Stable word.</param>
/// <param name="Name">For people.</param>
/// <param name="Note">What is known of it, for people.</param>
/// <param name="Columns">In order.</param>
public sealed record CopyProfile(string Id, string Name, string Note, IReadOnlyList<CopyColumn> Columns)
{
    /// <summary>Every profile; the first one is used where none is chosen.</summary>
    public static IReadOnlyList<CopyProfile> All { get; } = JsonSerializer.Deserialize<IReadOnlyList<CopyProfile>>(PromptFile.Read("Export/copy-profiles.json"), JsonColumn.Options)!;

    /// <summary>The profile of this id, else the first.</summary>
    public static CopyProfile Of(string id) => All.FirstOrDefault(p => p.Id == id) ?? All[0];
}

/// <summary>One column.</summary>
/// <param name="Header">What stands in the first line; with <c>copy.*</c> it is ignored.</param>
/// <param name="Field">A field of the manifest, <c>copy.NAME</c> for one copy field, or <c>copy.*</c> for every one that the set uses.</param>
public sealed record CopyColumn(string Header, string Field);
