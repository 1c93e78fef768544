using System.Security.Cryptography;

namespace AdCreator.Bench.Calls;

/// <summary>One place on a call's way, and how a process is brought there to be killed.</summary>
/// <param name="Name">Where.</param>
/// <param name="KillAsync">Brings the process there and kills it.</param>
internal sealed record KillStep(string Name, Func<KillScene, CancellationToken, Task> KillAsync);

/// <summary>What a kill needs: who is killed, and whose calls it makes.</summary>
internal sealed record KillScene(CallProcess Process, Guid Organization, LedgerModel Model, Standstill Standstill)
{
    /// <summary>Calls that are under way when a process is killed.</summary>
    public const int Calls = 8;

    /// <summary>Makes calls whose answers are held back, until all have arrived at the model.</summary>
    public async Task SendAsync(int count, CancellationToken cancellationToken)
    {
        Model.Hold();
        _ = Process.CallAsync(Organization, count);
        await Until.TrueAsync(() => Task.FromResult(Model.Held == count), TimeSpan.FromSeconds(30), "every call has arrived at the model", cancellationToken);
    }

    public Task WaitForAsync(string forWhat, string statement, CancellationToken cancellationToken) =>
        Standstill.WaitForAsync(Process.Application, forWhat, statement, cancellationToken);

    /// <summary>Waits until the spool grows; another process may replay at the same time what an older one has left there.</summary>
    public Task SpooledAsync(CancellationToken cancellationToken)
    {
        var least = CallProcess.SpooledBytes(Process.Folder);
        return Until.TrueAsync(
            () =>
            {
                var now = CallProcess.SpooledBytes(Process.Folder);
                least = Math.Min(least, now);
                return Task.FromResult(now > least);
            },
            TimeSpan.FromSeconds(30),
            "records stand in the spool",
            cancellationToken);
    }
}

/// <summary>The steps of a call's way, in their order, and what happens to them while the database is away.</summary>
internal static class KillSteps
{
    private const string Lock = "Lock";
    private const string Commit = "SyncRep";

    public static IReadOnlyList<KillStep> All { get; } =
    [
        new("before the reservation's commit", async (scene, cancellationToken) =>
        {
            await using var standstill = await scene.Standstill.LockAsync("usage_reservations");
            _ = scene.Process.CallAsync(scene.Organization, KillScene.Calls);
            await scene.WaitForAsync(Lock, "INSERT INTO usage_reservations", cancellationToken);
            await scene.Process.KillAsync();
        }),
        new("reservation committed, nobody told", async (scene, cancellationToken) =>
        {
            await using var standstill = await scene.Standstill.HoldCommitsAsync();
            _ = scene.Process.CallAsync(scene.Organization, KillScene.Calls);
            await scene.WaitForAsync(Commit, "INSERT INTO usage_reservations", cancellationToken);
            await scene.Process.KillAsync();
        }),
        new("reserved, not sent", async (scene, cancellationToken) =>
        {
            await scene.Process.HoldAsync();
            _ = scene.Process.CallAsync(scene.Organization, KillScene.Calls);
            await Until.TrueAsync(
                () => Task.FromResult(scene.Process.Held == KillScene.Calls), TimeSpan.FromSeconds(30), "every call is reserved", cancellationToken);
            await scene.Process.KillAsync();
        }),
        new("call in flight", async (scene, cancellationToken) =>
        {
            await scene.SendAsync(KillScene.Calls, cancellationToken);
            await scene.Process.KillAsync();
        }),
        new("half of the answer read", async (scene, cancellationToken) =>
        {
            scene.Model.Hold(halfway: true);
            _ = scene.Process.CallAsync(scene.Organization, KillScene.Calls);
            await Until.TrueAsync(() => Task.FromResult(scene.Model.Held == KillScene.Calls), TimeSpan.FromSeconds(30), "every answer is half sent", cancellationToken);
            await scene.Process.KillAsync();
        }),
        new("answered, row not written", async (scene, cancellationToken) =>
        {
            await scene.SendAsync(KillScene.Calls, cancellationToken);
            await using var standstill = await scene.Standstill.LockAsync("token_usage");
            scene.Model.Release();
            await scene.WaitForAsync(Lock, "INSERT INTO token_usage", cancellationToken);
            await scene.Process.KillAsync();
        }),
        new("row written, counters not moved", async (scene, cancellationToken) =>
        {
            await scene.SendAsync(KillScene.Calls, cancellationToken);
            await using var standstill = await scene.Standstill.LockAsync("usage_counters");
            scene.Model.Release();
            await scene.WaitForAsync(Lock, "INSERT INTO usage_counters", cancellationToken);
            await scene.Process.KillAsync();
        }),
        new("settled and committed, nobody told", async (scene, cancellationToken) =>
        {
            await scene.SendAsync(KillScene.Calls, cancellationToken);
            await using var standstill = await scene.Standstill.HoldCommitsAsync();
            scene.Model.Release();
            await scene.WaitForAsync(Commit, "COMMIT", cancellationToken);
            await scene.Process.KillAsync();
        }),
        new("database away, records in the spool", async (scene, cancellationToken) =>
        {
            await scene.SendAsync(KillScene.Calls, cancellationToken);
            await using var standstill = await scene.Standstill.CutAsync();
            var spooled = scene.SpooledAsync(cancellationToken);
            scene.Model.Release();
            await spooled;
            await scene.Process.KillAsync();
        }),
        new("database away, at random while records are spooled", async (scene, cancellationToken) =>
        {
            await scene.SendAsync(100, cancellationToken);
            await using var standstill = await scene.Standstill.CutAsync();
            scene.Model.Release();
            await Task.Delay(RandomNumberGenerator.GetInt32(200), cancellationToken);
            await scene.Process.KillAsync();
        }),
        new("spool being replayed", async (scene, cancellationToken) =>
        {
            await scene.SendAsync(KillScene.Calls, cancellationToken);
            await using var locked = await scene.Standstill.LockAsync("token_usage");
            await using (await scene.Standstill.CutAsync())
            {
                var spooled = scene.SpooledAsync(cancellationToken);
                scene.Model.Release();
                await spooled;
            }

            await scene.WaitForAsync(Lock, "INSERT INTO token_usage", cancellationToken);
            await scene.Process.KillAsync();
        }),
        new("at random under 100 calls/s", async (scene, cancellationToken) =>
        {
            var before = scene.Model.Answered.Count;
            _ = scene.Process.ArriveAsync(100, TimeSpan.FromSeconds(30), [scene.Organization]);
            await Until.TrueAsync(() => Task.FromResult(scene.Model.Answered.Count > before), TimeSpan.FromSeconds(30), "calls are answered", cancellationToken);
            await Task.Delay(RandomNumberGenerator.GetInt32(1_000), cancellationToken);
            await scene.Process.KillAsync();
        }),
    ];
}
