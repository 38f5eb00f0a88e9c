using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PracticeReview.Data.Migrations
{
    /// <inheritdoc />
    public partial class JournalKey : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_workflow_journal_workflow_instances_instance_id",
                table: "workflow_journal");

            migrationBuilder.DropPrimaryKey(
                name: "pk_workflow_journal",
                table: "workflow_journal");

            migrationBuilder.DropIndex(
                name: "ix_workflow_journal_instance_id_sequence",
                table: "workflow_journal");

            migrationBuilder.AddPrimaryKey(
                name: "pk_workflow_journal",
                table: "workflow_journal",
                columns: new[] { "instance_id", "sequence" });

            migrationBuilder.Sql(
                """
                create function forget_workflow_journal() returns trigger language plpgsql as $$
                begin
                  delete from workflow_journal where instance_id in (select id from gone);
                  return null;
                end $$;
                create trigger forget_journal after delete on workflow_instances referencing old table as gone
                  for each statement execute function forget_workflow_journal();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger forget_journal on workflow_instances; drop function forget_workflow_journal();");

            migrationBuilder.DropPrimaryKey(
                name: "pk_workflow_journal",
                table: "workflow_journal");

            migrationBuilder.AddPrimaryKey(
                name: "pk_workflow_journal",
                table: "workflow_journal",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_journal_instance_id_sequence",
                table: "workflow_journal",
                columns: new[] { "instance_id", "sequence" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_workflow_journal_workflow_instances_instance_id",
                table: "workflow_journal",
                column: "instance_id",
                principalTable: "workflow_instances",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}
