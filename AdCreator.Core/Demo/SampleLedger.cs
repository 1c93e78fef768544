using AdCreator.Core.Brands;
using AdCreator.Core.Brands.Claims;

namespace AdCreator.Core.Demo;

/// <summary>Kit and claims of the sample brand, so that neither page is empty at first sight.</summary>
internal static class SampleLedger
{
    public static BrandKit Kit { get; } = new()
    {
        Colors = ["#2F5D50", "#F5EEDF", "#6B341C", "#E0A43A"],
        WordsToUse = ["infusion", "unhurried", "tin"],
        WordsToAvoid = ["cheap", "detox", "superfood", "miracle"],
    };

    /// <summary>One of them has expired, one is about to.</summary>
    /// <param name="brand">Just made, with its organization.</param>
    /// <param name="today">Where the organization is.</param>
    public static IEnumerable<Claim> ClaimsOf(Brand brand, DateOnly today, Func<Guid> nextId)
    {
        Claim Claim(ClaimKind kind, string text, DateOnly? expiresOn, string source) => new()
        {
            Id = nextId(), OrganizationId = brand.OrganizationId, BrandId = brand.Id, Kind = kind, Text = text, ExpiresOn = expiresOn, Source = source,
            CreatedByPersonId = Guid.Empty, CreatedAt = brand.CreatedAt,
        };

        yield return Claim(ClaimKind.Guarantee, "30-day money-back guarantee", null, "Terms of sale, section 7");
        yield return Claim(ClaimKind.Statement, "Loved by 10,000 tea drinkers", today.AddDays(120), "Customer count of last quarter");
        yield return Claim(ClaimKind.Price, "Free shipping from €30", today.AddDays(9), "Agreed with the shop team");
        yield return Claim(ClaimKind.Discount, "Buy two tins, get one free", today.AddDays(-6), "Autumn campaign");
    }
}
