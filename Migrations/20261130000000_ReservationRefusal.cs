using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AdCreator.Migrations
{
    /// <summary>The function by which a statement undoes the reservations that it was sent with: plain SQL cannot fail on purpose.</summary>
    public partial class ReservationRefusal : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE FUNCTION refuse_reservations() RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
                BEGIN
                    RAISE EXCEPTION 'a limit would be passed' USING ERRCODE = 'AC001';
                END
                $$;
                REVOKE ALL ON FUNCTION refuse_reservations() FROM PUBLIC;
                GRANT EXECUTE ON FUNCTION refuse_reservations() TO adcreator_app;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP FUNCTION refuse_reservations();");
        }
    }
}
