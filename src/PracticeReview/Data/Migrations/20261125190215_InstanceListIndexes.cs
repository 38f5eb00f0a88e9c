using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PracticeReview.Data.Migrations
{
    /// <inheritdoc />
    public partial class InstanceListIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_workflow_instances_created_at",
                table: "workflow_instances");

            migrationBuilder.AlterColumn<string>(
                name: "name",
                table: "workflow_instances",
                type: "text",
                nullable: true,
                computedColumnSql: "left(state ->> 'name', 200)",
                stored: true,
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true,
                oldComputedColumnSql: "state ->> 'name'",
                oldStored: true);

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_list",
                table: "workflow_instances",
                columns: new[] { "created_at", "id" })
                .Annotation("Npgsql:IndexInclude", new[] { "definition_id", "definition_version_id", "version", "status", "sub_status", "correlation_id", "name", "incident_count", "updated_at", "finished_at" });

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_name",
                table: "workflow_instances",
                column: "name",
                filter: "name is not null")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_workflow_instances_list",
                table: "workflow_instances");

            migrationBuilder.DropIndex(
                name: "ix_workflow_instances_name",
                table: "workflow_instances");

            migrationBuilder.AlterColumn<string>(
                name: "name",
                table: "workflow_instances",
                type: "text",
                nullable: true,
                computedColumnSql: "state ->> 'name'",
                stored: true,
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true,
                oldComputedColumnSql: "left(state ->> 'name', 200)",
                oldStored: true);

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_created_at",
                table: "workflow_instances",
                column: "created_at");
        }
    }
}
