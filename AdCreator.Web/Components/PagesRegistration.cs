using System.Globalization;
using Microsoft.AspNetCore.Localization;
using MudBlazor.Services;

namespace AdCreator.Web.Components;

/// <summary>Adds and maps the Blazor pages.</summary>
public static class PagesRegistration
{
    /// <summary>Adds Blazor with interactive server rendering, and MudBlazor.</summary>
    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        // A build finds its files through a manifest, in every environment; a published program has none and finds them beside itself.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddMudServices();
        builder.Services.AddHttpContextAccessor();
        builder.Services.Configure<RequestLocalizationOptions>(options =>
        {
            // Numbers and dates as the person's browser asks for them; the words are English. Other calendars would move years.
            options.DefaultRequestCulture = new RequestCulture("en-US", "en");
            options.SupportedCultures = [.. CultureInfo.GetCultures(CultureTypes.AllCultures).Where(c => c.Calendar is GregorianCalendar && !c.Equals(CultureInfo.InvariantCulture))];
            options.SupportedUICultures = [CultureInfo.GetCultureInfo("en")];
            options.RequestCultureProviders = [new AcceptLanguageHeaderRequestCultureProvider()];
        });
        return builder;
    }

    /// <summary>Maps the pages.</summary>
    public static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return routes;
    }
}
