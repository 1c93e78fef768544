using System.Diagnostics;
using System.Globalization;
using AdCreator.Core.Data;
using Npgsql;

namespace AdCreator.Bench.Calls;

/// <summary>A <see cref="CallWorker"/>, told what to do from here.</summary>
internal sealed class CallProcess : IAsyncDisposable
{
    private static int started;

    private readonly Process process;
    private TaskCompletionSource<CallCounts> answer = new();
    private int held;

    private CallProcess(Process process, string application, string folder)
    {
        (this.process, Application, Folder) = (process, application, folder);
        _ = ReceiveAsync();
    }

    /// <summary>How the database knows its connections.</summary>
    public string Application { get; }

    /// <summary>Its data directory.</summary>
    public string Folder { get; }

    /// <summary>Calls that it keeps back after they were reserved.</summary>
    public int Held => Volatile.Read(ref held);

    public double ResidentMegabytes => ProcessMemory.Resident(process);

    public static async Task<CallProcess> StartAsync(DatabaseSettings database, string folder, LedgerModel model, TimeSpan timeout, bool compares = true)
    {
        var application = string.Create(CultureInfo.InvariantCulture, $"calls-{Interlocked.Increment(ref started)}");
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString) { ApplicationName = application }.ToString();
        return new CallProcess(await OwnProcess.StartAsync(CallWorker.Name, connection, folder, model.BaseUrl, $"{timeout}", $"{compares}"), application, folder);
    }

    /// <summary>Bytes of records in a data directory that wait for the database.</summary>
    public static long SpooledBytes(string folder) =>
        Directory.CreateDirectory(Path.Combine(folder, "spool")).EnumerateFiles("usage-*.jsonl").Sum(f => f is { Exists: true } ? f.Length : 0);

    /// <summary>Makes calls until none is refused any more: a process that still compiles is too slow for what it is measured with.</summary>
    public async Task WarmUpAsync(Guid organization)
    {
        while ((await CallAsync(organization, 20)).Answered < 20)
        {
            // Again.
        }
    }

    /// <summary>Makes calls at once; the task ends when all have ended.</summary>
    public Task<CallCounts> CallAsync(Guid organization, int count) =>
        AskAsync(string.Create(CultureInfo.InvariantCulture, $"call {organization} {count}"));

    /// <summary>Lets calls arrive evenly; the task ends when all have ended.</summary>
    public Task<CallCounts> ArriveAsync(int aSecond, TimeSpan duration, IEnumerable<Guid> organizations) =>
        AskAsync(string.Create(CultureInfo.InvariantCulture, $"arrive {aSecond} {duration.TotalSeconds:0} {string.Join(' ', organizations)}"));

    /// <summary>Keeps back what is reserved from now on.</summary>
    public Task HoldAsync() => process.StandardInput.WriteLineAsync("hold");

    /// <summary><c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Stops it in order.</summary>
    public Task EndAsync() => OwnProcess.EndAsync(process);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    private async Task<CallCounts> AskAsync(string order)
    {
        answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = answer.Task;
        await process.StandardInput.WriteLineAsync(order);
        return await asked;
    }

    private async Task ReceiveAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == CallWorker.HeldWord)
            {
                Interlocked.Increment(ref held);
            }
            else if (CallCounts.Parse(line) is { } counts)
            {
                // Orders are given one after another.
                answer.TrySetResult(counts);
            }
        }
    }
}
