namespace AdCreator.Web.Operations;

/// <summary>Lets the process stop in seconds, also while browsers hold live pages.</summary>
internal static class GracefulStop
{
    /// <summary>What running jobs and requests have to come to an end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Adds it.</summary>
    public static WebApplicationBuilder AddGracefulStop(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = Patience;
            host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore;
        });
        return builder;
    }

    /// <summary>Closes the connections of live pages when the process begins to stop: the server would wait for each until its patience ends.</summary>
    /// <remarks>Browsers see the connection fall, and reconnect to whichever process answers next.</remarks>
    public static IApplicationBuilder UseGracefulStop(this IApplicationBuilder app)
    {
        var lifetime = app.ApplicationServices.GetRequiredService<IHostApplicationLifetime>();
        return app.Use(async (http, next) =>
        {
            if (!http.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase))
            {
                await next(http);
                return;
            }

            await using (lifetime.ApplicationStopping.Register(http.Abort))
            {
                await next(http);
            }
        });
    }
}
