using AdCreator.Core.Outbound;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AdCreator.Tests.Outbound;

/// <summary>The way to strangers' addresses as the app is given it, with exceptions.</summary>
internal sealed class OutboundHost : IDisposable
{
    private readonly IHost host;

    public OutboundHost(string? allowedHost = null, string? environment = null)
    {
        environment ??= Environments.Development;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment });
        if (allowedHost is not null)
        {
            builder.Configuration.AddInMemoryCollection([new($"{OutboundOptions.AllowedHostsKey}:0", allowedHost)]);
        }

        builder.AddOutbound();
        host = builder.Build();
    }

    public SafeHttpClient Client => host.Services.GetRequiredService<SafeHttpClient>();

    public OutboundOptions Options => host.Services.GetRequiredService<IOptions<OutboundOptions>>().Value;

    public void Dispose() => host.Dispose();
}
