using AdCreator.Core.Brands;

namespace AdCreator.Web.Components.Brands;

/// <summary>Finds the message of a field among the problems of the last save.</summary>
public static class InputProblems
{
    /// <summary>The messages of a field as one text, or null when it has none.</summary>
    public static string? Of(this IReadOnlyList<InputProblem> problems, string field)
    {
        var messages = problems.Where(p => p.Field == field).Select(p => p.Message).ToArray();
        return messages.Length == 0 ? null : string.Join(' ', messages);
    }
}
