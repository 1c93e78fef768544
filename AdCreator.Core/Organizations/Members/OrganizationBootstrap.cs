using System.Data;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations.Activity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AdCreator.Core.Organizations.Members;

/// <summary>Makes the first organization, with a place for its admin that waits for the first sign-in.</summary>
/// <remarks>Waits for the database as long as it takes; what exists already is left as it is.</remarks>
internal sealed partial class OrganizationBootstrap(
    AdCreatorDb database, AuditLog audit, IOptions<BootstrapOptions> options, TimeProvider time, ILogger<OrganizationBootstrap> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (options.Value.IsAsked && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await EnsureAsync(stoppingToken);
                return;
            }
            catch (Exception fault) when (DatabaseFault.Is(fault))
            {
                LogWaiting(fault.Message);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Makes it when no organization has the name.</summary>
    internal async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var name = options.Value.Name!.Trim();
        var now = time.GetUtcNow();
        var organization = new Organization { Id = NewId.At(now), Name = name, TimeZone = "UTC", CreatedAt = now };
        await using var context = database.Open(organization.Id);

        // Two processes that start at once: one of them fails to serialize, tries again, and finds the other's.
        await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
        if (await context.Organizations.AnyAsync(o => o.Name == name, cancellationToken))
        {
            return;
        }

        var email = EmailAddress.Normalize(options.Value.AdminEmail)!;
        context.Organizations.Add(organization);
        context.Invitations.Add(new Invitation
        {
            Id = NewId.At(now), OrganizationId = organization.Id, Email = email, Role = MembershipRole.Admin,
            InvitedByPersonId = Guid.Empty, CreatedAt = now,
        });
        audit.Add(context, Actor.System(organization.Id), "organization_made", $"organization:{organization.Id}", AuditResult.Done, $"admin {email}");
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        LogMade(name);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Organization {Name} was made; its admin is who signs in with the configured address")]
    private partial void LogMade(string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The first organization waits for the database: {Reason}")]
    private partial void LogWaiting(string reason);
}
