namespace AdCreator.Core.Pricing.Corrections;

/// <summary>Makes a price out of a correction.</summary>
internal static class CorrectedPrice
{
    /// <summary>What a correction does not say of its model (tokens of a picture, tiers, state) is taken from the list.</summary>
    public static PriceVersion Of(PriceCorrection correction, PriceBook list)
    {
        var listed = list.Versions.LastOrDefault(v => v.Model == correction.Model && v.EffectiveFrom <= correction.EffectiveFrom)
            ?? list.Versions.FirstOrDefault(v => v.Model == correction.Model);
        return new PriceVersion
        {
            Id = correction.Id,
            Model = correction.Model,
            Kind = correction.Kind,
            EffectiveFrom = correction.EffectiveFrom,
            EffectiveTo = correction.EffectiveTo,
            Rates = correction.Rates,
            ImageTokens = correction.ImageTokens.Count > 0 ? correction.ImageTokens : listed?.ImageTokens ?? correction.ImageTokens,
            TierFactors = listed?.TierFactors ?? list.Tiers.Of(correction.Model),
            Source = correction.Source,
            Confidence = "high",
            Status = listed?.Status ?? "active",
            CheckedOn = DateOnly.FromDateTime(correction.CreatedAt.UtcDateTime),
        };
    }
}

/// <summary>Which of two corrections that overlap holds: the later made.</summary>
internal static class CorrectionOrder
{
    public static IEnumerable<PriceCorrection> NewestFirst(IEnumerable<PriceCorrection> corrections) =>
        corrections.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.EffectiveFrom).ThenByDescending(c => c.Id);
}
