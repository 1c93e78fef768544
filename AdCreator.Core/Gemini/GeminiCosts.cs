using AdCreator.Core.Pricing;
using AdCreator.Core.Pricing.Corrections;
using AdCreator.Core.Usage;
using Microsoft.Extensions.Options;

namespace AdCreator.Core.Gemini;

/// <summary>The most a call can cost: shown before a click as the quote, and reserved before the request leaves.</summary>
/// <remarks>
/// Both come from <see cref="Bound"/>, so a settled row exceeds its quote only when the provider answers with a dearer
/// model. How the bound is made: a token is at least one UTF-8 byte, so text counts one token a byte; a picture counts
/// <see cref="PictureTokens"/>; output counts the whole cap at the text rate, thinking included, and beside it the
/// tokens of one picture of the requested size at the image rate. Nothing is assumed to be cached.
/// </remarks>
public sealed class GeminiCosts(OrganizationPrices prices, IOptions<GeminiOptions> options)
{
    /// <summary>Tokens that a picture sent with a prompt counts at most: twice the 1,120 of high resolution (checked 2026-11).</summary>
    public const int PictureTokens = 2_240;

    /// <summary>Output cap for a picture whose model has no known token counts: above the 3,780 of a 4K one.</summary>
    private const int PictureOutputTokens = 4_096;

    /// <summary>The most one attempt of an operation can cost, US dollars; null when its model has no price.</summary>
    /// <param name="organizationId">Who pays; its own prices win over the list.</param>
    /// <param name="operation">Such as <see cref="UsageOperations.GenerateImage"/>; decides the model.</param>
    /// <param name="size">What is sent and asked for.</param>
    /// <param name="at">The instant whose prices apply.</param>
    public decimal? AtMost(Guid organizationId, string operation, GeminiCallSize size, DateTimeOffset at) =>
        Bound(organizationId, ModelOf(operation), size, at).AtMostUsd;

    /// <summary>The configured model of an operation.</summary>
    public string ModelOf(string operation) => operation switch
    {
        UsageOperations.GenerateImage => options.Value.Models.Image,
        UsageOperations.AnalyzeImage or UsageOperations.ReviewImage => options.Value.Models.Vision,
        _ => options.Value.Models.Text,
    };

    /// <summary>Input tokens of a call, counted high.</summary>
    internal static long MostInputTokens(GeminiCallSize size) => size.InputBytes + (long)size.Pictures * PictureTokens;

    /// <summary>Price, consumption and cost of the dearest possible answer of the requested model.</summary>
    internal GeminiBound Bound(Guid organizationId, string model, GeminiCallSize size, DateTimeOffset at)
    {
        var price = PriceOf(organizationId, model, at);
        var picture = size.Image is { } shape ? PictureTokensOf(price, shape) : 0;
        var usage = new BilledUsage
        {
            PromptTokens = MostInputTokens(size),
            ImageInputTokens = (long)size.Pictures * PictureTokens,
            CandidateTokens = size.MaxOutputTokens + picture,
            ImageOutputTokens = picture,
            Images = size.Image is null ? 0 : 1,
            Size = size.Image?.Size,
        };
        return new GeminiBound(price, usage, price is null ? null : CostCalculator.Calculate(price, usage)?.TotalUsd);
    }

    /// <summary>The price of a model: a deprecated id is answered, and billed, by the model it is routed to.</summary>
    internal PriceVersion? PriceOf(Guid organizationId, string model, DateTimeOffset at) =>
        prices.Find(organizationId, model, at);

    /// <summary>Sees to it that the organization's prices are known: once before costs are asked for.</summary>
    public ValueTask PrepareAsync(Guid organizationId, CancellationToken cancellationToken) =>
        prices.PrepareAsync(organizationId, cancellationToken);

    private static long PictureTokensOf(PriceVersion? price, GeminiImageShape shape) =>
        price?.ImageTokens.GetValueOrDefault(shape.Size) is { } tokens and > 0 ? tokens : PictureOutputTokens;
}

/// <summary>What an attempt can cost at most, and from what.</summary>
/// <param name="Price">The applied price; null when the model has none.</param>
/// <param name="Usage">The dearest possible consumption.</param>
/// <param name="AtMostUsd">US dollars; null without a price.</param>
internal sealed record GeminiBound(PriceVersion? Price, BilledUsage Usage, decimal? AtMostUsd);
