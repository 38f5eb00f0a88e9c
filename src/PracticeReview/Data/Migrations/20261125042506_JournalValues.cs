using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PracticeReview.Data.Migrations
{
    /// <inheritdoc />
    public partial class JournalValues : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "inputs",
                table: "workflow_journal",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "outputs",
                table: "workflow_journal",
                type: "jsonb",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "inputs",
                table: "workflow_journal");

            migrationBuilder.DropColumn(
                name: "outputs",
                table: "workflow_journal");
        }
    }
}
