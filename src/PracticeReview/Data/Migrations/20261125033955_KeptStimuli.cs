using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace PracticeReview.Data.Migrations
{
    /// <inheritdoc />
    public partial class KeptStimuli : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_workflow_bookmarks_due_at",
                table: "workflow_bookmarks");

            migrationBuilder.AlterColumn<string>(
                name: "correlation_id",
                table: "workflow_instances",
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.AddColumn<string>(
                name: "definition_id",
                table: "workflow_instances",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.Sql("update workflow_instances i set definition_id = d.definition_id from workflow_definitions d where d.id = i.definition_version_id");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "finished_at",
                table: "workflow_instances",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "parent_id",
                table: "workflow_instances",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "attempts",
                table: "workflow_bookmarks",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "parked",
                table: "workflow_bookmarks",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "payload",
                table: "workflow_bookmarks",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "problem",
                table: "workflow_bookmarks",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "woken",
                table: "workflow_bookmarks",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "workflow_stimuli",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    hash = table.Column<string>(type: "text", nullable: false),
                    correlation_id = table.Column<string>(type: "text", nullable: true),
                    instance_id = table.Column<string>(type: "text", nullable: true),
                    payload = table.Column<string>(type: "jsonb", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflow_stimuli", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_definition_id_created_at",
                table: "workflow_instances",
                columns: new[] { "definition_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_parent_id",
                table: "workflow_instances",
                column: "parent_id",
                filter: "parent_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_bookmarks_due_at",
                table: "workflow_bookmarks",
                column: "due_at",
                filter: "due_at is not null and not parked");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_stimuli_expires_at",
                table: "workflow_stimuli",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_stimuli_hash",
                table: "workflow_stimuli",
                column: "hash");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "workflow_stimuli");

            migrationBuilder.DropIndex(
                name: "ix_workflow_instances_definition_id_created_at",
                table: "workflow_instances");

            migrationBuilder.DropIndex(
                name: "ix_workflow_instances_parent_id",
                table: "workflow_instances");

            migrationBuilder.DropIndex(
                name: "ix_workflow_bookmarks_due_at",
                table: "workflow_bookmarks");

            migrationBuilder.DropColumn(
                name: "definition_id",
                table: "workflow_instances");

            migrationBuilder.DropColumn(
                name: "finished_at",
                table: "workflow_instances");

            migrationBuilder.DropColumn(
                name: "parent_id",
                table: "workflow_instances");

            migrationBuilder.DropColumn(
                name: "attempts",
                table: "workflow_bookmarks");

            migrationBuilder.DropColumn(
                name: "parked",
                table: "workflow_bookmarks");

            migrationBuilder.DropColumn(
                name: "payload",
                table: "workflow_bookmarks");

            migrationBuilder.DropColumn(
                name: "problem",
                table: "workflow_bookmarks");

            migrationBuilder.DropColumn(
                name: "woken",
                table: "workflow_bookmarks");

            migrationBuilder.AlterColumn<string>(
                name: "correlation_id",
                table: "workflow_instances",
                type: "text",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_workflow_bookmarks_due_at",
                table: "workflow_bookmarks",
                column: "due_at",
                filter: "due_at is not null");
        }
    }
}
