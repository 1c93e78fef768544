namespace AdCreator.Core.Demo;

/// <summary>Scores as a patient reviewer would give them: mostly 7 to 9, now and then a doubt, rarely a no.</summary>
internal sealed class DemoReview(DemoRequest request)
{
    private static readonly (string Word, string Good, string Doubtful)[] Reasons =
    [
        ("product", "The product has the shape, colours and label of the reference picture.", "The label is smaller than in the reference picture and its fine print is hard to make out."),
        ("fidelity", "Outline and colours match the reference picture.", "The lower edge of the product differs a little from the reference picture."),
        ("artifact", "Edges and shadows are clean; nothing is doubled, bent or melted.", "The shadow under the product is softer than the light suggests."),
        ("offer", "Nothing is claimed beyond the offer that was given.", "The wording is close to a promise; check it against the offer."),
        ("claim", "Nothing is claimed beyond the facts that were given.", "One phrase could be read as a promise."),
        ("text", "The headline is large, well set and easy to read on its ground.", "The headline reads well, but its last line comes close to the product."),
        ("read", "The headline is readable at a glance, also on a small screen.", "On a small screen the smaller line gets thin."),
        ("layout", "Copy and product each have their own space; the eye goes from line to product.", "Product and copy compete a little for the middle of the picture."),
        ("compos", "One clear subject, calm space above, weight at the bottom.", "The subject sits low, which leaves the middle empty."),
        ("hook", "The line makes one point and the picture supports it.", "The line is fine but could belong to many products."),
        ("brand", "Colour and tone fit the brand.", "The accent colour is stronger than the brand's usual tone."),
        ("audience", "Light and setting suit the audience of the brief.", "The setting is pleasant but says little about this audience."),
        ("scroll", "Strong light and one bold line stop the eye.", "Calm to the point of being passed over in a busy feed."),
        ("color", "A small palette taken from the product holds the picture together.", "Background and product are close in colour, so the edge is soft."),
    ];

    private readonly int mood = MoodOf(request);

    /// <summary>A score in the range, in steps of a half.</summary>
    public double ScoreOf(string criterion, double lowest, double highest)
    {
        var random = request.RandomFor(criterion + request.Text);
        var (from, to) = mood switch
        {
            0 => (1.5, 4.0),
            1 => (5.0, 6.8),
            _ => (7.2, 9.4),
        };
        var tenth = from + (random.NextDouble() * (to - from));
        var score = Math.Round(tenth * 2, MidpointRounding.AwayFromZero) / 2;
        return lowest + (score / 10 * (highest - lowest));
    }

    public string ReasonFor(string criterion)
    {
        var reason = Array.Find(Reasons, r => criterion.Contains(r.Word, StringComparison.OrdinalIgnoreCase));
        if (reason.Word is null)
        {
            return mood == 2 ? "The picture does this well and leaves nothing to wonder about." : "The picture does this only in part.";
        }

        return mood == 2 ? reason.Good : reason.Doubtful;
    }

    public string Summary() => mood switch
    {
        0 => "Not usable as it is: the product differs from its picture and the composition hides it.",
        1 => "Pleasant, with one or two points that a person should look at.",
        _ => "A clear, calm ad: the product is true to its picture and the line is easy to read.",
    };

    public string Verdict() => mood switch { 0 => "rejected", 1 => "flagged", _ => "approved" };

    private static int MoodOf(DemoRequest request)
    {
        if (request.Text.Contains(DemoTrouble.Rejected, StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        if (request.Text.Contains(DemoTrouble.Flagged, StringComparison.OrdinalIgnoreCase))
        {
            return 1;
        }

        // Of a hundred ads about 4 are refused and 20 doubted.
        var lot = request.RandomFor("mood" + request.Text).Next(100);
        return lot < 4 ? 0 : lot < 24 ? 1 : 2;
    }
}
