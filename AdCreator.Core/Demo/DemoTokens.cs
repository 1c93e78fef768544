using System.Text.Json.Nodes;
using AdCreator.Core.Imaging;

namespace AdCreator.Core.Demo;

/// <summary>Plausible counts: about four characters a token, 258 tokens a picture tile.</summary>
internal static class DemoTokens
{
    private const int Tile = 768;
    private const int TileTokens = 258;
    private const int MostPictureTokens = 1120;

    public static int OfText(string text) => (text.Length + 3) / 4;

    /// <summary>A small picture is one tile; larger ones count tiles of 768 pixels up to 1120 tokens.</summary>
    public static int OfPicture(byte[] picture)
    {
        if (PictureScaler.MeasureSides(picture) is not { } sides)
        {
            throw DemoFault.Invalid("Unable to process input image. Please retry or report in https://developers.generativeai.google/guide/troubleshooting");
        }

        var tiles = ((sides.Width + Tile - 1) / Tile) * ((sides.Height + Tile - 1) / Tile);
        return Math.Max(sides.Width, sides.Height) <= 384 ? TileTokens : Math.Min(MostPictureTokens, tiles * TileTokens);
    }

    /// <summary>What a prompt counts: text and pictures.</summary>
    public static (int Text, int Pictures) OfPrompt(DemoRequest request) =>
        (OfText(request.Text) + OfText(request.Instructions), request.Pictures.Sum(OfPicture));

    public static JsonArray Details(int text, int pictures)
    {
        var details = new JsonArray();
        if (text > 0)
        {
            details.Add(Detail("TEXT", text));
        }

        if (pictures > 0)
        {
            details.Add(Detail("IMAGE", pictures));
        }

        return details;
    }

    private static JsonObject Detail(string modality, int count) => new() { ["modality"] = modality, ["tokenCount"] = count };
}
