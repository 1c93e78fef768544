using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AdCreator.Migrations.Sqlite;

/// <summary>Audit entries are added and never changed. On PostgreSQL the app's role lacks the right; SQLite has no rights.</summary>
[DbContext(typeof(AdCreatorDbContext))]
[Migration("20261124000001_AppendOnlyAudit")]
public sealed class AppendOnlyAudit : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var change in new[] { "UPDATE", "DELETE" })
        {
            migrationBuilder.Sql(
                $"""
                CREATE TRIGGER audit_entries_no_{change.ToLowerInvariant()} BEFORE {change} ON audit_entries
                BEGIN
                    SELECT RAISE(ABORT, 'audit entries are never changed');
                END;
                """);
        }
    }
}
