using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace AdCreator.Web.Security;

/// <summary>Checks the session of a living circuit every four seconds: a circuit outlives its cookie.</summary>
internal sealed class CircuitSession(ILoggerFactory loggers, SessionCheck sessions) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    /// <inheritdoc />
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(4);

    /// <inheritdoc />
    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        await sessions.CheckAsync(authenticationState.User, cancellationToken) != SessionVerdict.Ended;
}
