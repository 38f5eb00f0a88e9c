using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PracticeReview.Data.Migrations
{
    /// <inheritdoc />
    public partial class RetiredRubrics : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "retired_at",
                table: "rubric_versions",
                type: "timestamp with time zone",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "retired_at",
                table: "rubric_versions");
        }
    }
}
