namespace AdCreator.Core.Ads.Versions;

/// <summary>What became of a wish to change a finished ad.</summary>
public abstract record EditResult
{
    private EditResult()
    {
    }

    /// <summary>The new version is there, or being made: the ad's row says which.</summary>
    public sealed record Accepted : EditResult;

    /// <summary>The organization has no such ad or version.</summary>
    public sealed record NotFound : EditResult;

    /// <summary>The ad is being made or changed.</summary>
    /// <param name="Reason">What happens and when it is over, for people.</param>
    public sealed record Busy(string Reason) : EditResult;

    /// <summary>A field cannot stay as it is.</summary>
    /// <param name="Field">Headline, Offer, Copy, AltText, TextBox or Wish.</param>
    /// <param name="Message">What is wrong and what would be right.</param>
    public sealed record Invalid(string Field, string Message) : EditResult;

    /// <summary>Not now.</summary>
    /// <param name="Reason">Why, for people.</param>
    /// <param name="Remedy">What can be done.</param>
    public sealed record Refused(string Reason, string Remedy) : EditResult;
}
