using System.Globalization;
using System.Text.Json.Serialization;
using AdCreator.Core.Data;
using AdCreator.Core.Imaging;

namespace AdCreator.Core.Ads.Checks;

/// <summary>What the program measured, before anybody gave an opinion.</summary>
/// <param name="Checks">In the order they are shown.</param>
public sealed record CheckReport(IReadOnlyList<CheckResult> Checks)
{
    /// <summary>Fingerprint of the picture, 16 hex digits; null where none was taken.</summary>
    public string? PictureHash { get; init; }

    /// <summary>Where the scene shows the product, in parts of the scene; null where nobody knows or the product was placed.</summary>
    public RelativeBox? ProductBox { get; init; }

    /// <summary>The findings as data for a model, a line each.</summary>
    public string AsData() => string.Join(
        '\n',
        Checks.Select(c => string.Create(
            CultureInfo.InvariantCulture,
            $"{c.Check}: {SnakeCase.Of(c.State)}{(c.Value is { } value ? $", {value:0.##} {c.Unit}" : "")}{(c.PassLine is { } line ? $" (passes at {line:0.##})" : "")}")));

    /// <summary>Whether it says that there is no file because a crop of the ad's picture would cut the product: the size needs a picture of its own.</summary>
    [JsonIgnore]
    public bool NeedsOwnPicture => Checks.Any(c => c.Check == FileChecks.OwnPicture);

    /// <summary>The worst of them: one that blocks, then one that fails, then what could not be verified.</summary>
    [JsonIgnore]
    public CheckState State => Checks.Count == 0 ? CheckState.NotVerified : Checks.Max(c => c.State);
}

/// <summary>One measured check.</summary>
/// <param name="Check">Stable word, such as <c>fidelity</c>, <c>contrast</c>, <c>safe_zone</c>, <c>claims</c>.</param>
/// <param name="State">How it ended.</param>
/// <param name="Text">What was found, in one sentence for people, with what would be right where it failed.</param>
public sealed record CheckResult(string Check, CheckState State, string Text)
{
    /// <summary>The number measured; null where there is none.</summary>
    public double? Value { get; init; }

    /// <summary>The value that passes.</summary>
    public double? PassLine { get; init; }

    /// <summary>Unit of both, such as <c>: 1</c>, <c>px</c>, <c>kB</c>; empty for none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The place judged, in parts of the picture; null for the whole.</summary>
    public RelativeBox? Place { get; init; }

    /// <summary>Where the limit comes from; null for the program's own.</summary>
    public string? Source { get; init; }

    /// <summary>When that source was looked at, such as <c>2026-11-23</c>.</summary>
    public string? CheckedOn { get; init; }
}

/// <summary>How a check ended, from best to worst.</summary>
public enum CheckState
{
    Passed = 1,

    /// <summary>The limit itself is not certain: said, never blocking.</summary>
    Unsure,

    /// <summary>It could not be measured: never counts as a pass.</summary>
    NotVerified,

    /// <summary>Missed: a person decides.</summary>
    Failed,

    /// <summary>Missed, and the platform would refuse the file or the words must not be said: no export of it.</summary>
    Blocked,
}
