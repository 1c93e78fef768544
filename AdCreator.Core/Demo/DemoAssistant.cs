using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AdCreator.Core.Demo;

/// <summary>Answers for the assistant beside a set: looks at the ads, calls the function that the wish names, then says so.</summary>
internal static partial class DemoAssistant
{
    private static readonly Dictionary<string, int> Numbers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["a"] = 1, ["an"] = 1, ["one"] = 1, ["another"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6,
    };

    /// <summary>Whether the request is a turn of the assistant.</summary>
    public static bool Answers(DemoRequest request) => request.Functions.Any(f => DemoRequest.TextOf(f, "name") == "propose_new_set");

    /// <summary>The function to call next with its arguments; null when it is time for words.</summary>
    public static (string Name, JsonObject Arguments)? NextCall(DemoRequest request)
    {
        var wish = WishOf(request);
        if (request.FunctionResponses.Count == 0)
        {
            return IsAboutAds(wish) ? ("list_ads", []) : null;
        }

        return request.FunctionResponses.Count == 1 ? Proposal(wish) : null;
    }

    /// <summary>What it says at the end.</summary>
    public static string Words(DemoRequest request) => request.FunctionResponses switch
    {
        [] => "I plan changes of this set with you. Ask for more ads like one of these, for another headline, or for a change of a picture.",
        [_] => "These are the ads of this set. Tell me what you want more of, or what should change.",
        [.., "propose_new_set"] => "I propose a new set in that direction. The price stands on the button, and nothing is ordered until you click.",
        [.., "propose_headline"] => "I propose this headline. It costs nothing, because the words are a layer of their own.",
        _ => "I propose another picture. The price stands on the button, and the ad stays as it is until the new one is ready.",
    };

    private static (string Name, JsonObject Arguments)? Proposal(string wish)
    {
        var ad = AdNumber().Match(wish) is { Success: true } match ? int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) : 0;
        if (Headline().Match(wish) is { Success: true } headline)
        {
            return ("propose_headline", new JsonObject { ["ad"] = Math.Max(1, ad), ["headline"] = headline.Groups["text"].Value.Trim(' ', '“', '”', '"', '.') });
        }

        if (More().Match(wish) is { Success: true } more)
        {
            var word = more.Groups["count"].Value;
            var count = int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? digits : Numbers.GetValueOrDefault(word, 3);
            return ("propose_new_set", new JsonObject { ["count"] = count, ["wish"] = DirectionOf(wish), ["likeAd"] = ad });
        }

        return ad == 0
            ? null
            : Again().IsMatch(wish)
                ? ("propose_another_picture", new JsonObject { ["ad"] = ad })
                : ("propose_change", new JsonObject { ["ad"] = ad, ["wish"] = wish.Length > 300 ? wish[..300] : wish });
    }

    private static string DirectionOf(string wish) => wish.LastIndexOf(',') is > 0 and var comma && comma < wish.Length - 3 ? wish[(comma + 1)..].Trim() : wish;

    private static string WishOf(DemoRequest request) =>
        request.Text.LastIndexOf("Request:", StringComparison.Ordinal) is >= 0 and var at ? request.Text[(at + 8)..].Split('\n')[0].Trim() : "";

    private static bool IsAboutAds(string wish) => AdNumber().IsMatch(wish) || More().IsMatch(wish) || Headline().IsMatch(wish) || wish.Contains("ads", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\bad (number )?(?<number>\d{1,2})\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AdNumber();

    [GeneratedRegex(@"\b(?<count>\d{1,2}|a|an|one|two|three|four|five|six|another)\s+(more|new|others?|ads|ad like)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex More();

    [GeneratedRegex(@"\b(headline|text|words)\b.*?\b(to|say|read|:)\s+(?<text>\S.{1,80})$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Headline();

    [GeneratedRegex(@"\b(again|another picture|redo|regenerate|once more)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Again();
}
