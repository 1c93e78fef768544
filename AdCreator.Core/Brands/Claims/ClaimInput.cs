namespace AdCreator.Core.Brands.Claims;

/// <summary>What a person fills in about a claim.</summary>
public sealed record ClaimInput
{
    public const int MinTextLength = 2;
    public const int MaxTextLength = 200;
    public const int MaxSourceLength = 300;

    public ClaimKind Kind { get; init; } = ClaimKind.Statement;

    /// <summary>The words, 2 to 200 characters, as ads may say them.</summary>
    public string Text { get; init; } = "";

    /// <summary>A product of the brand; null when it is true of all of them.</summary>
    public Guid? ProductId { get; init; }

    /// <summary>Last day on which it may be said, in the organization's zone; null when it does not expire.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>What it rests on, at most 300 characters.</summary>
    public string Source { get; init; } = "";

    /// <summary>The input as it would be stored.</summary>
    public ClaimInput Cleaned() => this with { Text = PlainText.Line(Text), Source = PlainText.Line(Source) };

    /// <param name="today">In the organization's time zone.</param>
    /// <param name="storedEnd">The last day the stored claim has: one that has expired may stay as it is.</param>
    internal InputCheck Check(DateOnly today, DateOnly? storedEnd)
    {
        var check = new InputCheck();
        if (!Enum.IsDefined(Kind))
        {
            check.Add(nameof(Kind), "Choose what kind of claim it is.");
        }

        if (Text.Length < MinTextLength)
        {
            check.Add(nameof(Text), "Write the claim as ads may say it, such as “30-day money-back guarantee”.");
        }

        check.AtMost(nameof(Text), "A claim", Text, MaxTextLength);
        check.AtMost(nameof(Source), "The source", Source, MaxSourceLength);
        if (ExpiresOn is { } end && end != storedEnd && end < today)
        {
            check.Add(nameof(ExpiresOn), $"The claim would have expired already: choose {today:yyyy-MM-dd} or a later day, or leave it empty.");
        }

        return check;
    }
}
