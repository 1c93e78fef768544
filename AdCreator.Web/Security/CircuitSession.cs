using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace AdCreator.Web.Security;

/// <summary>Checks the session of a living circuit every four seconds: a circuit outlives its cookie.</summary>
/// <remarks>
/// It also outlives its connection, and a browser reconnects with the cookie it has by then. The circuit shows what its
/// first cookie may see, so for anybody else it is signed out.
/// </remarks>
internal sealed class CircuitSession(ILoggerFactory loggers, SessionCheck sessions)
    : RevalidatingServerAuthenticationStateProvider(loggers), IHostEnvironmentAuthenticationStateProvider
{
    private static readonly AuthenticationState Nobody = new(new ClaimsPrincipal(new ClaimsIdentity()));

    private ClaimsPrincipal? owner;

    /// <inheritdoc />
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(4);

    /// <inheritdoc />
    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        await sessions.CheckAsync(authenticationState.User, cancellationToken) != SessionVerdict.Ended;

    /// <summary>Called with the cookie's principal when a circuit begins, and each time a browser reconnects to it.</summary>
    void IHostEnvironmentAuthenticationStateProvider.SetAuthenticationState(Task<AuthenticationState> authenticationStateTask) =>
        SetAuthenticationState(AcceptOwnerAsync(authenticationStateTask));

    private async Task<AuthenticationState> AcceptOwnerAsync(Task<AuthenticationState> given)
    {
        var state = await given;
        owner ??= state.User;
        return IdentityOf(owner) == IdentityOf(state.User) ? state : Nobody;
    }

    private static (Guid?, Guid?, Guid?) IdentityOf(ClaimsPrincipal user) =>
        (user.FindPersonId(), user.FindSecurityStamp(), user.FindOrganizationId());
}
