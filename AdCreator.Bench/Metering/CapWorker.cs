using AdCreator.Core.Data;
using AdCreator.Core.Usage;

namespace AdCreator.Bench.Metering;

/// <summary>One of the processes that race for a cap: for each organization that it reads, it makes 100 calls at once.</summary>
internal static class CapWorker
{
    /// <summary>The word that starts it.</summary>
    public const string Name = "cap-worker";

    /// <summary>Calls of one race.</summary>
    public const int Calls = 100;

    /// <summary>Reads an organization's id a line, and answers with how many calls were let through and settled.</summary>
    /// <param name="connection">To the database.</param>
    /// <param name="warmUp">An organization for the first calls, which meet a process that is still compiling.</param>
    public static async Task RunAsync(string connection, Guid warmUp)
    {
        using var services = MeteringServices.Open(new DatabaseSettings(DatabaseKind.PostgreSql, connection, connection));
        await Until.TrueAsync(
            async () => await services.Reservations.ReserveAsync(Samples.Reservation(warmUp, 0)) is ReservationResult.Reserved,
            TimeSpan.FromMinutes(1),
            "a first call is reserved",
            CancellationToken.None);
        await Console.Out.WriteLineAsync("ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            await Console.Out.WriteLineAsync($"{await RaceAsync(services, Guid.Parse(line), Calls)}");
        }
    }

    /// <summary>Makes calls at once.</summary>
    /// <returns>How many were let through and settled.</returns>
    public static async Task<int> RaceAsync(MeteringServices services, Guid organization, int calls)
    {
        var paid = await Task.WhenAll(Enumerable.Range(0, calls).Select(number => Task.Run(() => CallAsync(services, organization, number))));
        return paid.Count(isPaid => isPaid);
    }

    private static async Task<bool> CallAsync(MeteringServices services, Guid organization, int number)
    {
        var reservation = Samples.Reservation(organization, number);
        switch (await services.Reservations.ReserveAsync(reservation))
        {
            case ReservationResult.Refused:
                return false;
            case ReservationResult.Unavailable unavailable:
                throw new InvalidOperationException(unavailable.Reason);
        }

        await services.Ledger.SettleAsync(organization, [Samples.Settled(reservation)], CancellationToken.None);
        return true;
    }
}
