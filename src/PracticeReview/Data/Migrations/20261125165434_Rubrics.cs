using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PracticeReview.Data.Migrations
{
    /// <inheritdoc />
    public partial class Rubrics : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "rubric_version_id",
                table: "assignments",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "rubric_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    author = table.Column<string>(type: "text", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    saves = table.Column<int>(type: "integer", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    is_shipped = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rubric_versions", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_assignments_rubric_version_id",
                table: "assignments",
                column: "rubric_version_id");

            migrationBuilder.CreateIndex(
                name: "ix_rubric_versions_draft",
                table: "rubric_versions",
                column: "key",
                unique: true,
                filter: "published_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_rubric_versions_key_number",
                table: "rubric_versions",
                columns: new[] { "key", "number" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_assignments_rubric_versions_rubric_version_id",
                table: "assignments",
                column: "rubric_version_id",
                principalTable: "rubric_versions",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_assignments_rubric_versions_rubric_version_id",
                table: "assignments");

            migrationBuilder.DropTable(
                name: "rubric_versions");

            migrationBuilder.DropIndex(
                name: "ix_assignments_rubric_version_id",
                table: "assignments");

            migrationBuilder.DropColumn(
                name: "rubric_version_id",
                table: "assignments");
        }
    }
}
