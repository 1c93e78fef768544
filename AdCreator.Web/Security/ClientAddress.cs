using AdCreator.Core.Organizations.Activity;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace AdCreator.Web.Security;

/// <summary>The address of the browser that asks: of the request, or of the circuit whose event is handled.</summary>
internal sealed class ClientAddress(IHttpContextAccessor requests) : IClientAddress
{
    private static readonly AsyncLocal<string?> OfCircuit = new();

    public string? Current => OfCircuit.Value ?? requests.HttpContext?.Connection.RemoteIpAddress?.ToString();

    /// <summary>From here on, and in everything that is started from here, a circuit acts.</summary>
    public static void Enter(string? address) => OfCircuit.Value = address;
}

/// <summary>Says in logs and audit entries for whom a circuit works, at each of its events.</summary>
internal sealed class CircuitOrigin(IHttpContextAccessor requests, AuthenticationStateProvider authentication, ILogger<CircuitOrigin> logger) : CircuitHandler
{
    private string? address;

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        address = requests.HttpContext?.Connection.RemoteIpAddress?.ToString() ?? address;
        return Task.CompletedTask;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        async activity =>
        {
            ClientAddress.Enter(address);
            var user = (await authentication.GetAuthenticationStateAsync()).User;
            using (SessionLog.BeginScope(logger, user))
            {
                await next(activity);
            }
        };
}
