using System.Runtime.CompilerServices;

namespace AdCreator.Core.Data;

/// <summary>Reads a long answer in pages: while the caller works on one, the next is read.</summary>
internal static class PagesAhead
{
    /// <summary>Every page but an empty last one. Two are in memory at most.</summary>
    /// <param name="size">Rows of a full page: a shorter one is the last.</param>
    /// <param name="readAfter">Reads the page that follows a row; the first for null.</param>
    public static async IAsyncEnumerable<IReadOnlyList<TRow>> ReadAsync<TRow>(
        int size, Func<TRow?, CancellationToken, Task<List<TRow>>> readAfter, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TRow : class
    {
        var reading = readAfter(null, cancellationToken);
        try
        {
            while (await reading is { Count: > 0 } page)
            {
                reading = page.Count < size ? Task.FromResult<List<TRow>>([]) : Task.Run(() => readAfter(page[^1], cancellationToken), cancellationToken);
                yield return page;
            }
        }
        finally
        {
            // A caller who stops early takes away what is read from: not from under a query.
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
