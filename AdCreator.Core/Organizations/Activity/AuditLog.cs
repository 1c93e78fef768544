using AdCreator.Core.Data;

namespace AdCreator.Core.Organizations.Activity;

/// <summary>Writes down who did what, or was refused. Rows are added and never changed.</summary>
public sealed class AuditLog(AdCreatorDb database, IClientAddress address, TimeProvider time)
{
    /// <summary>Adds an entry to a context, so that it is stored in the same transaction as the change it tells of.</summary>
    /// <param name="context">Opened for the actor's organization.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="action">Verb in snake_case such as <c>member_added</c>, at most 80 characters.</param>
    /// <param name="target">Kind and id of the object, such as <c>person:0197…</c>; longer than 200 characters is cut.</param>
    /// <param name="result">Whether it happened.</param>
    /// <param name="detail">What changed, in words without secrets; longer than 2,000 characters is cut.</param>
    public void Add(AdCreatorDbContext context, Actor actor, string action, string target, AuditResult result, string? detail)
    {
        var now = time.GetUtcNow();
        context.AuditEntries.Add(new AuditEntry
        {
            Id = NewId.At(now),
            OrganizationId = actor.OrganizationId,
            PersonId = actor.PersonId,
            Action = action,
            Target = Clip(target, 200),
            Result = result,
            Detail = detail is null ? null : Clip(detail, 2000),
            IpAddress = address.Current,
            CreatedAt = now,
        });
    }

    /// <summary>Stores an entry by itself, for what changes nothing: a denial.</summary>
    public async Task WriteAsync(Actor actor, string action, string target, AuditResult result, string? detail, CancellationToken cancellationToken)
    {
        await using var context = database.Open(actor.OrganizationId);
        Add(context, actor, action, target, result, detail);
        await context.SaveChangesAsync(cancellationToken);
    }

    private static string Clip(string text, int length) => text.Length <= length ? text : text[..length];
}
