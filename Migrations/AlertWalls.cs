using Microsoft.EntityFrameworkCore.Migrations;

namespace AdCreator.Migrations;

/// <summary>Walls of alerts and webhooks: their organization's rows alone. An alert is raised, put away, and never edited.</summary>
internal static class AlertWalls
{
    /// <summary>Puts them up; the tables must be there.</summary>
    public static void Add(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddTenantWall("spending_alerts", "SELECT, INSERT, UPDATE (acknowledged_at, acknowledged_by)");
        migrationBuilder.AddTenantWall("webhooks");
        migrationBuilder.AddTenantWall("webhook_deliveries", "SELECT, INSERT, UPDATE");
    }
}
