using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PracticeReview.Data.Migrations
{
    /// <inheritdoc />
    public partial class DefinitionDrafts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "activity_instance_id",
                table: "workflow_journal",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "node_id",
                table: "workflow_journal",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "parent_activity_instance_id",
                table: "workflow_journal",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "author",
                table: "workflow_definitions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "author_id",
                table: "workflow_definitions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "changed_at",
                table: "workflow_definitions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "description",
                table: "workflow_definitions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_frozen",
                table: "workflow_definitions",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_usable_as_activity",
                table: "workflow_definitions",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "published_at",
                table: "workflow_definitions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.Sql("update workflow_definitions set published_at = created_at where is_published or is_shipped");

            migrationBuilder.AddColumn<int>(
                name: "incident_count",
                table: "workflow_instances",
                type: "integer",
                nullable: false,
                computedColumnSql: "coalesce(jsonb_array_length(state -> 'incidents'), 0)",
                stored: true);

            migrationBuilder.AddColumn<string>(
                name: "name",
                table: "workflow_instances",
                type: "text",
                nullable: true,
                computedColumnSql: "state ->> 'name'",
                stored: true);

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "workflow_instances",
                type: "integer",
                nullable: false,
                computedColumnSql: "coalesce((state ->> 'version')::int, 1)",
                stored: true);

            migrationBuilder.CreateIndex(
                name: "ix_workflow_journal_activity_instance_id",
                table: "workflow_journal",
                column: "activity_instance_id",
                filter: "event_name = 'Started'");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_created_at",
                table: "workflow_instances",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_incidents",
                table: "workflow_instances",
                column: "created_at",
                filter: "incident_count > 0");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_updated_at",
                table: "workflow_instances",
                column: "updated_at");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_definitions_latest",
                table: "workflow_definitions",
                column: "name",
                filter: "is_latest");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_workflow_journal_activity_instance_id",
                table: "workflow_journal");

            migrationBuilder.DropIndex(
                name: "ix_workflow_instances_created_at",
                table: "workflow_instances");

            migrationBuilder.DropIndex(
                name: "ix_workflow_instances_incidents",
                table: "workflow_instances");

            migrationBuilder.DropIndex(
                name: "ix_workflow_instances_updated_at",
                table: "workflow_instances");

            migrationBuilder.DropIndex(
                name: "ix_workflow_definitions_latest",
                table: "workflow_definitions");

            migrationBuilder.DropColumn(
                name: "incident_count",
                table: "workflow_instances");

            migrationBuilder.DropColumn(
                name: "name",
                table: "workflow_instances");

            migrationBuilder.DropColumn(
                name: "version",
                table: "workflow_instances");

            migrationBuilder.DropColumn(
                name: "activity_instance_id",
                table: "workflow_journal");

            migrationBuilder.DropColumn(
                name: "node_id",
                table: "workflow_journal");

            migrationBuilder.DropColumn(
                name: "parent_activity_instance_id",
                table: "workflow_journal");

            migrationBuilder.DropColumn(
                name: "author",
                table: "workflow_definitions");

            migrationBuilder.DropColumn(
                name: "author_id",
                table: "workflow_definitions");

            migrationBuilder.DropColumn(
                name: "changed_at",
                table: "workflow_definitions");

            migrationBuilder.DropColumn(
                name: "description",
                table: "workflow_definitions");

            migrationBuilder.DropColumn(
                name: "is_frozen",
                table: "workflow_definitions");

            migrationBuilder.DropColumn(
                name: "is_usable_as_activity",
                table: "workflow_definitions");

            migrationBuilder.DropColumn(
                name: "published_at",
                table: "workflow_definitions");
        }
    }
}
