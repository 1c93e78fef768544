using System.Globalization;

namespace AdCreator.Core.Brands;

/// <summary>Collects what is wrong with an input, all fields at once.</summary>
internal sealed class InputCheck
{
    private readonly List<InputProblem> problems = [];

    public IReadOnlyList<InputProblem> Problems => problems;

    public void Add(string field, string message) => problems.Add(new InputProblem(field, message));

    public void Required(string field, string value, string message)
    {
        if (value.Length == 0)
        {
            Add(field, message);
        }
    }

    public void AtMost(string field, string what, string value, int limit)
    {
        if (value.Length > limit)
        {
            Add(field, string.Create(CultureInfo.InvariantCulture, $"{what} can have at most {limit:N0} characters; this has {value.Length:N0}."));
        }
    }
}
