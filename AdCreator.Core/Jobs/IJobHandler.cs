using AdCreator.Core.Organizations;

namespace AdCreator.Core.Jobs;

/// <summary>Does the work of one kind of job. Registered with <see cref="JobsRegistration.AddJobHandler{TPayload, THandler}"/>.</summary>
/// <typeparam name="TPayload">A record of ids, nothing else: the rows they name are the truth.</typeparam>
/// <remarks>
/// Delivery is at least once: after a crash the same payload comes again, so a handler looks at the rows first. The
/// actor's membership has been read anew when this is called.
/// </remarks>
public interface IJobHandler<in TPayload>
{
    /// <summary>Does the work, or finds in the rows that it is done.</summary>
    /// <param name="actor">Who ordered it.</param>
    /// <param name="payload">What to work on.</param>
    /// <param name="cancellationToken">Cancelled when the process stops; the job is then delivered again later.</param>
    Task HandleAsync(Actor actor, TPayload payload, CancellationToken cancellationToken);

    /// <summary>Called instead when the actor is no longer a member.</summary>
    Task RefuseAsync(Actor actor, TPayload payload, CancellationToken cancellationToken);
}
