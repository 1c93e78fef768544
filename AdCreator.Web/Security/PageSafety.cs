using System.Net;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Core.Usage.Webhooks;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace AdCreator.Web.Security;

/// <summary>What stands between a browser and the pages: forwarded headers, HSTS, circuit limits, the antiforgery cookie.</summary>
public static class PageSafety
{
    /// <summary>Adds it.</summary>
    public static WebApplicationBuilder AddPageSafety(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddKeyStore();
        services.AddSingleton<IWebhookSecrets, WebhookSecrets>();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        services.AddHsts(hsts =>
        {
            hsts.MaxAge = TimeSpan.FromDays(365);
            hsts.IncludeSubDomains = true;
        });
        services.AddAntiforgery(options =>
        {
            var isDevelopment = builder.Environment.IsDevelopment();
            options.Cookie.Name = isDevelopment ? "adcreator-antiforgery" : "__Host-adcreator-antiforgery";
            options.Cookie.SecurePolicy = isDevelopment ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        });
        services.AddOptions<CircuitOptionsLimits>().BindConfiguration(CircuitOptionsLimits.Section)
            .Validate(limits => limits.MaxPerPerson > 0 && limits.MaxPerProcess > 0, "Circuits:MaxPerPerson and Circuits:MaxPerProcess must be 1 or more, for example 5 and 1000.")
            .ValidateOnStart();
        services.AddSingleton<CircuitCounter>();
        services.AddScoped<CircuitHandler, CircuitLimit>();
        services.AddScoped<CircuitHandler, CircuitOrigin>();
        services.AddSingleton<IClientAddress, ClientAddress>();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IConfiguration>(TrustKnownProxies).ValidateOnStart();
        return builder;
    }

    /// <summary>Puts it in front of everything else.</summary>
    public static WebApplication UsePageSafety(this WebApplication app)
    {
        app.UseForwardedHeaders();
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error", createScopeForErrors: true);
            app.UseHsts();
        }

        app.UseSecurityHeaders();
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(KeepPlainForPrograms);
        return app;
    }

    /// <summary>A browser that opens a page gets words for an address that leads nowhere; a program gets the plain status.</summary>
    private static Task KeepPlainForPrograms(HttpContext http, RequestDelegate next)
    {
        var isPage = HttpMethods.IsGet(http.Request.Method)
            && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        if (!isPage && http.Features.Get<IStatusCodePagesFeature>() is { } words)
        {
            words.Enabled = false;
        }

        if (http.Request.Path.StartsWithSegments("/share", StringComparison.OrdinalIgnoreCase))
        {
            // A stranger with a dead link reads so in plain words; the page of members would lead to a sign-in. Blazor asks
            // whether the feature is there at all, the middleware that made it asks whether it is enabled.
            if (http.Features.Get<IStatusCodePagesFeature>() is { } pages)
            {
                pages.Enabled = false;
            }

            http.Features.Set<IStatusCodePagesFeature>(null);
        }

        return next(http);
    }

    /// <summary>Headers count only from the named proxies; without a name, from nobody.</summary>
    private static void TrustKnownProxies(ForwardedHeadersOptions options, IConfiguration configuration)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        var proxies = configuration.GetSection("ForwardedHeaders:KnownProxies").Get<string[]>() ?? [];
        foreach (var proxy in proxies)
        {
            if (!IPAddress.TryParse(proxy, out var address))
            {
                throw new OptionsValidationException(
                    "ForwardedHeaders", typeof(ForwardedHeadersOptions), ["ForwardedHeaders:KnownProxies must hold IP addresses, for example 10.0.0.5."]);
            }

            options.KnownProxies.Add(address);
        }

        options.ForwardedHeaders = proxies.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
    }
}
