using System.Collections.Concurrent;
using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdCreator.Core.Pricing.Corrections;

/// <summary>The one place that says what a model costs an organization at an instant: its own price, else the list price.</summary>
/// <remarks>
/// Corrections are kept in memory for each organization, so that a call asks no database. They are at most
/// <see cref="MaxAge"/> old, and fresh at once in the process that changed them. When they cannot be read again, those
/// known last stay.
/// </remarks>
public sealed partial class OrganizationPrices(PriceBook list, AdCreatorDb database, TimeProvider time, ILogger<OrganizationPrices> logger)
{
    /// <summary>How long corrections may be used without being read again.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    /// <summary>How old they are when they are read again behind the back of a call, so that none waits while calls keep coming.</summary>
    private static readonly TimeSpan RefreshAge = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<Guid, Shelf> shelves = new();

    /// <summary>Sees to it that the prices of an organization are known and not older than <see cref="MaxAge"/>; reads them only then.</summary>
    /// <remarks>Never fails once they were read: then the last known stay.</remarks>
    public async ValueTask PrepareAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        var shelf = ShelfOf(organizationId);
        var age = shelf.Prices is null || shelf.IsExpired ? TimeSpan.MaxValue : time.GetElapsedTime(shelf.ReadAt);
        if (age < RefreshAge)
        {
            return;
        }

        // The reading is shared, so one caller's cancellation ends the waiting alone.
        var reading = shelf.ReadOnce(() => ReadAsync(organizationId, shelf));
        if (age >= MaxAge)
        {
            await reading.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Reads the organization's corrections anew, whatever their age: after a change.</summary>
    /// <remarks>Never fails: what cannot be read now is read before the next call.</remarks>
    public async Task ReloadAsync(Guid organizationId)
    {
        var shelf = ShelfOf(organizationId);
        try
        {
            await LoadAsync(organizationId, shelf, CancellationToken.None);
        }
        catch (Exception e)
        {
            shelf.Expire();
            LogStale(e, organizationId);
        }
    }

    /// <summary>The price of a model at an instant; null when none is known: the call is unpriced.</summary>
    /// <param name="organizationId">Whose price.</param>
    /// <param name="model">Model id, with or without <c>models/</c>; a retired one costs what its successor does.</param>
    /// <param name="at">The attempt's one instant.</param>
    /// <exception cref="InvalidOperationException"><see cref="PrepareAsync"/> was never called for the organization.</exception>
    public PriceVersion? Find(Guid organizationId, string model, DateTimeOffset at)
    {
        var own = ShelfOf(organizationId).Prices
            ?? throw new InvalidOperationException("The organization's prices were not prepared, so its corrections are not known.");
        var asked = PriceChecks.PlainModel(model);
        var route = list.RouteOf(asked, at);
        return Newest(own, asked, at) ?? Newest(own, route, at) ?? list.Find(route, at);
    }

    private static PriceVersion? Newest(Dictionary<string, PriceVersion[]> own, string model, DateTimeOffset at) =>
        own.TryGetValue(model, out var versions) ? Array.Find(versions, v => v.HoldsAt(at)) : null;

    private Shelf ShelfOf(Guid organizationId) => shelves.GetOrAdd(organizationId, _ => new Shelf());

    private async Task ReadAsync(Guid organizationId, Shelf shelf)
    {
        try
        {
            await LoadAsync(organizationId, shelf, CancellationToken.None);
        }
        catch (Exception e) when (shelf.Prices is not null)
        {
            // Not asked again before the next turn: a database that is away is not pressed by every call.
            shelf.Keep(time.GetTimestamp());
            LogStale(e, organizationId);
        }
    }

    private async Task LoadAsync(Guid organizationId, Shelf shelf, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var ticket = shelf.Draw();
        await using var context = database.Open(organizationId);
        var rows = await context.PriceCorrections.AsNoTracking().Where(c => c.WithdrawnAt == null).ToListAsync(cancellationToken);
        var prices = CorrectionOrder.NewestFirst(rows)
            .GroupBy(c => c.Model, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(c => CorrectedPrice.Of(c, list)).ToArray(), StringComparer.Ordinal);
        shelf.Put(prices, started, ticket);
    }

    /// <summary>What is known of one organization.</summary>
    private sealed class Shelf
    {
        private readonly Lock gate = new();
        private Task? reading;
        private long drawn;
        private long put;

        /// <summary>By model, the one that was made last first; null before the first reading.</summary>
        public Dictionary<string, PriceVersion[]>? Prices { get; private set; }

        public long ReadAt { get; private set; }

        /// <summary>Whether a change is known that was not read.</summary>
        public bool IsExpired { get; private set; }

        /// <summary>Starts a reading, or gives the one that is under way.</summary>
        public Task ReadOnce(Func<Task> read)
        {
            lock (gate)
            {
                return reading is { IsCompleted: false } ? reading : reading = Task.Run(read);
            }
        }

        public long Draw() => Interlocked.Increment(ref drawn);

        /// <summary>A reading that began earlier must not overwrite one that began later.</summary>
        public void Put(Dictionary<string, PriceVersion[]> prices, long readAt, long ticket)
        {
            lock (gate)
            {
                if (ticket > put)
                {
                    (Prices, ReadAt, put, IsExpired) = (prices, readAt, ticket, false);
                }
            }
        }

        public void Keep(long readAt)
        {
            lock (gate)
            {
                ReadAt = readAt;
            }
        }

        /// <summary>What is under way began before the change and does not count.</summary>
        public void Expire()
        {
            lock (gate)
            {
                (put, IsExpired, reading) = (Draw(), true, null);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The price corrections of organization {OrganizationId} could not be read again; those known last stay in use")]
    private partial void LogStale(Exception exception, Guid organizationId);
}
