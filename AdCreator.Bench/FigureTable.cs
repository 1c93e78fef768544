namespace AdCreator.Bench;

/// <summary>Figures as a Markdown table, aligned for a terminal.</summary>
internal static class FigureTable
{
    public static string Format(IReadOnlyList<Figure> figures)
    {
        string[][] rows =
        [
            ["name", "measured", "target", "ok"],
            .. figures.Select(f => new[] { f.Name, f.Measured, f.Target, f.IsMet switch { true => "yes", false => "NO", null => "" } }),
        ];
        var widths = Enumerable.Range(0, 4).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var lines = rows.Select(row => $"| {string.Join(" | ", row.Select((cell, column) => cell.PadRight(widths[column])))} |").ToList();
        lines.Insert(1, $"|{string.Join('|', widths.Select(width => new string('-', width + 2)))}|");
        return string.Join('\n', lines);
    }
}
