using AdCreator.Core.Data;
using Xunit;

namespace AdCreator.Tests.Data;

/// <summary>Runs a theory on SQLite and on PostgreSQL: <c>[Theory, ClassData(typeof(EveryDatabase))]</c>.</summary>
public sealed class EveryDatabase : TheoryData<DatabaseKind>
{
    public EveryDatabase()
    {
        Add(DatabaseKind.Sqlite);
        Add(DatabaseKind.PostgreSql);
    }
}
