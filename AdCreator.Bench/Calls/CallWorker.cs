using System.Diagnostics;
using System.Globalization;
using AdCreator.Bench.Metering;
using AdCreator.Core.Data;
using AdCreator.Core.Gemini;
using AdCreator.Core.Organizations;
using AdCreator.Core.Pricing;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Reconciliation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdCreator.Bench.Calls;

/// <summary>A process of an installation that makes metered calls: the real services from <see cref="GeminiService"/> to the writer, and a real client.</summary>
/// <remarks>
/// Reads a command a line: <c>call ORGANIZATION COUNT</c> makes that many calls at once, <c>arrive A_SECOND SECONDS ORGANIZATION…</c>
/// lets them arrive evenly, whether earlier ones are answered or not, <c>hold</c> keeps back what has been reserved from
/// now on. Both kinds of calls are answered with their <see cref="CallCounts"/>. The end of its input stops it in order.
/// </remarks>
internal sealed class CallWorker(IServiceProvider services)
{
    /// <summary>The word that starts it.</summary>
    public const string Name = "call-worker";

    /// <summary>What it writes for each call that is kept back.</summary>
    public const string HeldWord = "held";

    private static readonly GeminiPrompt Prompt = new() { Instructions = "You write for ads.", Texts = ["Tea that calms"] };

    private int number;

    /// <summary>Runs until its input ends.</summary>
    /// <param name="connection">To the database.</param>
    /// <param name="folder">Its data directory, with the spool.</param>
    /// <param name="baseUrl">Of the model.</param>
    /// <param name="timeout">Of a call; its hold lives a minute longer.</param>
    /// <param name="compares">Whether it looks for drift: that alone takes as long as all else that a start does.</param>
    public static async Task RunAsync(string connection, string folder, string baseUrl, string timeout, bool compares)
    {
        var door = new Door();
        using var host = Build(connection, folder, baseUrl, timeout, door);
        var running = host.Services.GetServices<IHostedService>().Where(s => compares || s is not DriftWatch).ToList();
        foreach (var service in running)
        {
            await service.StartAsync(CancellationToken.None);
        }

        var worker = new CallWorker(host.Services);
        await Console.Out.WriteLineAsync("ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            switch (line.Split(' '))
            {
                case ["hold"]:
                    door.IsShut = true;
                    break;
                case ["call", var organization, var count]:
                    _ = ReportAsync(worker.CallAsync(Guid.Parse(organization), int.Parse(count, CultureInfo.InvariantCulture)));
                    break;
                case ["arrive", var aSecond, var seconds, .. var organizations]:
                    _ = ReportAsync(worker.ArriveAsync(
                        int.Parse(aSecond, CultureInfo.InvariantCulture), int.Parse(seconds, CultureInfo.InvariantCulture), [.. organizations.Select(Guid.Parse)]));
                    break;
            }
        }

        foreach (var service in running)
        {
            await service.StopAsync(CancellationToken.None);
        }
    }

    private static IHost Build(string connection, string folder, string baseUrl, string timeout, Door door)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [UsageOptions.TrackingKey] = "on",
            [DataRegistration.DataDirectoryKey] = folder,
            [$"{GeminiOptions.Section}:ApiKey"] = "nothing-is-sent",
            [$"{GeminiOptions.Section}:BaseUrl"] = baseUrl,
            [$"{GeminiOptions.Section}:TextTimeout"] = timeout,
        });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.AddData();
        builder.AddOrganizations();
        builder.AddPricing();
        builder.AddUsage();
        builder.AddGemini();
        builder.Services.AddSingleton(new DatabaseSettings(DatabaseKind.PostgreSql, connection, connection));
        builder.Services.AddHttpClient(GeminiRegistration.HttpClientName).AddHttpMessageHandler(() => new DoorHandler(door));
        return builder.Build();
    }

    private static async Task ReportAsync(Task<CallCounts> calls) => await Console.Out.WriteLineAsync((await calls).ToLine());

    private async Task<CallCounts> CallAsync(Guid organization, int count) =>
        CallCounts.Sum(await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(() => CallAsync(organization)))));

    private async Task<CallCounts> ArriveAsync(int aSecond, int seconds, Guid[] organizations)
    {
        var (ended, waiting) = (CallCounts.None, new List<Task<CallCounts>>());
        var started = Stopwatch.GetTimestamp();
        for (var call = 0; call < aSecond * seconds; call++)
        {
            var due = TimeSpan.FromSeconds((double)call / aSecond) - Stopwatch.GetElapsedTime(started);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due);
            }

            var organization = organizations[call % organizations.Length];
            waiting.Add(Task.Run(() => CallAsync(organization)));
            if (waiting.Count > 10 * aSecond)
            {
                // What has ended is not kept, or the memory of this process would grow by it.
                var done = waiting.Where(w => w.IsCompleted).ToHashSet();
                ended = CallCounts.Sum([ended, .. done.Select(w => w.Result)]);
                waiting.RemoveAll(done.Contains);
            }
        }

        return CallCounts.Sum([ended, .. await Task.WhenAll(waiting)]);
    }

    private async Task<CallCounts> CallAsync(Guid organization)
    {
        var mine = Interlocked.Increment(ref number);
        using var trace = new Activity("call").SetIdFormat(ActivityIdFormat.W3C).Start();
        await using var scope = services.CreateAsyncScope();
        var gemini = scope.ServiceProvider.GetRequiredService<GeminiService>();
        gemini.SetTrackingContext(services.GetRequiredService<UsageTracker>(), Samples.Id(1, mine % 5), organization, new UsageSubject(RunId: Samples.Id(2, mine % 10)));
        var started = Stopwatch.GetTimestamp();
        return CallCounts.Of(await gemini.AnalyzeTextAsync(Prompt, CancellationToken.None), Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Between reservation and model.</summary>
    private sealed class Door
    {
        public bool IsShut { get; set; }
    }

    private sealed class DoorHandler(Door door) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (door.IsShut)
            {
                await Console.Out.WriteLineAsync(HeldWord);
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
