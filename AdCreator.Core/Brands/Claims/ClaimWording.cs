namespace AdCreator.Core.Brands.Claims;

/// <summary>A claim in one line, for the audit log.</summary>
internal static class ClaimWording
{
    public static string Of(ClaimInput input) =>
        $"“{input.Text}” ({input.Kind}, {(input.ProductId is null ? "all products" : "one product")}, {(input.ExpiresOn is { } end ? $"until {end:yyyy-MM-dd}" : "no end")})";
}
