using System.Data.Common;

namespace AdCreator.Core.Data;

/// <summary>Tells a database that is away, or not yet migrated, from a bug.</summary>
public static class DatabaseFault
{
    /// <summary>Whether the exception means that the database did not answer; Entity Framework wraps some of them once.</summary>
    public static bool Is(Exception fault) =>
        fault is DbException or TimeoutException || fault.InnerException is DbException or TimeoutException;
}
