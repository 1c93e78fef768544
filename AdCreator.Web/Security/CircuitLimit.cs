using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;

namespace AdCreator.Web.Security;

/// <summary>Settings under <c>Circuits</c>: how many live pages this process serves.</summary>
public sealed record CircuitOptionsLimits
{
    public const string Section = "Circuits";

    /// <summary>Live pages (browser tabs) a person, 1 or more.</summary>
    public int MaxPerPerson { get; init; } = 5;

    /// <summary>Live pages of all people, 1 or more.</summary>
    public int MaxPerProcess { get; init; } = 1_000;
}

/// <summary>Counts the live circuits of this process.</summary>
public sealed class CircuitCounter(IOptions<CircuitOptionsLimits> limits)
{
    private readonly ConcurrentDictionary<string, Guid> owners = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Live circuits now.</summary>
    public int Count => owners.Count;

    /// <summary>Takes a place for a circuit; false when the person or the process has no more.</summary>
    public bool TryAdd(string circuitId, Guid personId)
    {
        lock (gate)
        {
            if (owners.Count >= limits.Value.MaxPerProcess || owners.Values.Count(owner => owner == personId) >= limits.Value.MaxPerPerson)
            {
                return false;
            }

            owners[circuitId] = personId;
            return true;
        }
    }

    /// <summary>Gives the circuit's place back.</summary>
    public void Remove(string circuitId) => owners.TryRemove(circuitId, out _);
}

/// <summary>Refuses a circuit above the limit: its page stays readable, but not interactive.</summary>
internal sealed class CircuitLimit(CircuitCounter counter, AuthenticationStateProvider authentication) : CircuitHandler
{
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var person = (await authentication.GetAuthenticationStateAsync()).User.FindPersonId() ?? Guid.Empty;
        if (!counter.TryAdd(circuit.Id, person))
        {
            throw new InvalidOperationException("Too many live pages: close another tab of AdCreator and reload.");
        }
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        counter.Remove(circuit.Id);
        return Task.CompletedTask;
    }
}
