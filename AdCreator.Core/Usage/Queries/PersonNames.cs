using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Queries;

/// <summary>Names for the people whose ids stand on calls, those who left the organization included.</summary>
internal sealed class PersonNames
{
    private readonly Dictionary<Guid, string> names;

    private PersonNames(Dictionary<Guid, string> names) => this.names = names;

    public UsagePerson this[Guid id] => new(id, names.GetValueOrDefault(id));

    /// <summary>Reads all names in one query. Ids must come from calls that the reader may see.</summary>
    public static async Task<PersonNames> ReadAsync(AdCreatorDbContext context, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.Distinct().ToList();
        return new(await context.People
            .Where(p => wanted.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.DisplayName, cancellationToken));
    }
}
