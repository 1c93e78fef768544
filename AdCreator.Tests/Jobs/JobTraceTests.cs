using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using AdCreator.Core.Data;
using AdCreator.Core.Jobs;
using AdCreator.Core.Organizations;
using AdCreator.Tests.Ads.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;
using Xunit;

namespace AdCreator.Tests.Jobs;

/// <summary>Without a collector nobody listens to any source of spans, and people are still told a trace that can be found.</summary>
public sealed class JobTraceTests
{
    [Fact]
    public async Task Every_row_of_a_run_has_a_trace()
    {
        Activity.Current = null;
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);

        var run = await studio.MakeAsync(studio.Choices with { Variations = 2 });

        await using var context = studio.App.Database.Open(studio.Actor.OrganizationId);
        var traces = await context.TokenUsage.Where(u => u.RunId == run.Id).Select(u => u.TraceId).ToListAsync(TestContext.Current.CancellationToken);
        Assert.NotEmpty(traces);
        Assert.All(traces, t => Assert.Matches("^[0-9a-f]{32}$", t ?? "none"));
        Assert.Equal(2, traces.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Log_of_a_broken_job_carries_the_trace_that_its_handler_saw()
    {
        Activity.Current = null;
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var services = studio.App.Services;
        using var lines = new ScopedLines();
        using var logs = new LoggerFactory(
            [lines],
            services.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>(),
            services.GetRequiredService<IOptions<LoggerFactoryOptions>>());
        var handler = new Broken();
        await using var provider = new ServiceCollection().AddSingleton<IJobHandler<Order>>(handler).BuildServiceProvider();
        var job = new HandlerJob<Order>(
            provider.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<MembershipGuard>(), logs.CreateLogger<HandlerJob<Order>>());

        await job.Execute(
            Stub.Of<IJobExecutionContext>(Stub.Of<IJobDetail>(new JobKey("order"))),
            new JobEnvelope<Order>(studio.Actor.PersonId, studio.Actor.OrganizationId, new Order()),
            TestContext.Current.CancellationToken);

        Assert.NotNull(handler.Trace);
        Assert.Contains($"TraceId:{handler.Trace}", Assert.Single(lines.All));
        Assert.Null(Activity.Current);
    }

    internal sealed record Order;

    private sealed class Broken : IJobHandler<Order>
    {
        public string? Trace { get; private set; }

        public Task HandleAsync(Actor actor, Order payload, CancellationToken cancellationToken)
        {
            Trace = Activity.Current?.TraceId.ToString();
            throw new InvalidOperationException("Broken.");
        }

        public Task RefuseAsync(Actor actor, Order payload, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>Keeps each line with its scopes, which the JSON console writes out too.</summary>
    private sealed class ScopedLines : ILoggerProvider, ISupportExternalScope, ILogger
    {
        private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

        public ConcurrentQueue<string> All { get; } = new();

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var words = new List<string> { formatter(state, exception) };
            scopes.ForEachScope((scope, list) => list.Add($"{scope}"), words);
            All.Enqueue(string.Join(' ', words));
        }

        public void Dispose()
        {
        }
    }

    /// <summary>Answers every question with one thing: of what the engine hands over, a job reads its own name alone.</summary>
    public class Stub : DispatchProxy
    {
        private object? answer;

        public static T Of<T>(object answer)
            where T : class
        {
            var stub = Create<T, Stub>();
            ((Stub)(object)stub).answer = answer;
            return stub;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => answer;
    }
}
