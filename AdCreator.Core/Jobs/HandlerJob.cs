using System.Diagnostics;
using AdCreator.Core.Organizations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace AdCreator.Core.Jobs;

/// <summary>Runs a handler for a delivered job: in a scope of its own, after its actor was authorized anew.</summary>
/// <remarks>Never twice at once: what a job does may have to be paid for.</remarks>
[DisallowConcurrentExecution]
internal sealed partial class HandlerJob<TPayload>(IServiceScopeFactory scopes, MembershipGuard guard, ILogger<HandlerJob<TPayload>> logger)
    : IJob<JobEnvelope<TPayload>>
{
    public async ValueTask Execute(IJobExecutionContext context, JobEnvelope<TPayload> input, CancellationToken cancellationToken = default)
    {
        // Around everything, the log of a fault too: people are told this trace, and look for it there.
        using var trace = JobsTelemetry.Start();
        var actor = new Actor(input.PersonId, input.OrganizationId);
        await using var scope = scopes.CreateAsyncScope();
        var handler = scope.ServiceProvider.GetRequiredService<IJobHandler<TPayload>>();
        using var log = logger.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["UserId"] = actor.PersonId,
            ["OrganizationId"] = actor.OrganizationId,
        });
        try
        {
            if (await guard.FindRoleAsync(actor, $"job:{context.JobDetail.Key.Name}", cancellationToken) is null)
            {
                await handler.RefuseAsync(actor, input.Payload, cancellationToken);
                return;
            }

            await handler.HandleAsync(actor, input.Payload, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogStopped(typeof(TPayload).Name, actor.OrganizationId);
        }
        catch (Exception fault)
        {
            trace.SetStatus(ActivityStatusCode.Error);

            // Nothing above a job catches. The rows still say where the work stands, and the sweep hands it out again.
            LogFault(fault, typeof(TPayload).Name, actor.OrganizationId);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Job} of organization {OrganizationId} stopped with the process and goes on after the next start")]
    private partial void LogStopped(string job, Guid organizationId);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Job} of organization {OrganizationId} failed")]
    private partial void LogFault(Exception fault, string job, Guid organizationId);
}
