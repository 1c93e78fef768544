using System.Text.Json.Nodes;

namespace AdCreator.Core.Demo;

/// <summary>Unit vectors in which texts that share words are near each other.</summary>
internal static class DemoEmbedding
{
    private const int UsualDimensions = 3072;

    public static JsonArray VectorOf(string text, int? dimensions)
    {
        var length = dimensions ?? UsualDimensions;
        if (length is < 1 or > UsualDimensions)
        {
            throw DemoFault.Invalid($"* EmbedContentRequest.output_dimensionality: must be between 1 and {UsualDimensions}\n");
        }

        var vector = new double[length];
        foreach (var word in text.ToLowerInvariant().Split([' ', '\n', '\t', '.', ',', '!', '?', ':', ';'], StringSplitOptions.RemoveEmptyEntries).DefaultIfEmpty(""))
        {
            var random = new Random(DemoRequest.HashOf(word));
            for (var i = 0; i < length; i++)
            {
                vector[i] += random.NextDouble() - 0.5;
            }
        }

        var norm = Math.Sqrt(vector.Sum(v => v * v));
        return new JsonArray([.. vector.Select(v => JsonValue.Create(Math.Round(v / norm, 8)))]);
    }
}
