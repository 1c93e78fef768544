using Microsoft.AspNetCore.Components;

namespace AdCreator.Tests;

/// <summary>The addresses of the app's pages, read from its components, so that a new page is tested without being listed.</summary>
public static class PagePaths
{
    /// <summary>Every route template of a page for signed-in people.</summary>
    public static IReadOnlyList<string> Templates { get; } =
    [
        .. typeof(Program).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Cast<RouteAttribute>())
            .Select(route => route.Template)
            .Where(template => !template.StartsWith("/auth/", StringComparison.Ordinal) && !template.StartsWith("/share/", StringComparison.Ordinal) && template is not ("/error" or "/not-found"))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Those without an id.</summary>
    public static IReadOnlyList<string> Fixed { get; } = [.. Templates.Where(template => !template.Contains('{', StringComparison.Ordinal))];

    /// <summary>Every page of an organization, ids filled in.</summary>
    public static IReadOnlyList<string> Of(Studio studio) =>
    [
        .. Templates.Select(template => template
            .Replace("{BrandId:guid}", studio.BrandId.ToString(), StringComparison.OrdinalIgnoreCase)
            .Replace("{ProductId:guid}", studio.ProductId.ToString(), StringComparison.OrdinalIgnoreCase)
            .Replace("{RunId:guid}", studio.RunId.ToString(), StringComparison.OrdinalIgnoreCase)),
        $"/ads/runs/{studio.RunId}/review?view=placements",
        $"/usage?call={studio.CallId}",
        $"/ads/new?brand={studio.BrandId}&product={studio.ProductId}",
    ];
}
