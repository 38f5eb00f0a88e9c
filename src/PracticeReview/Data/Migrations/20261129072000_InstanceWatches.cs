using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PracticeReview.Data.Migrations;

/// <summary>Tells who has an instance open that it moved. SQL alone, so that the generated migrations know nothing of it.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261129072000_InstanceWatches")]
public sealed class InstanceWatches : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        -- Who has which instance open. Unlogged: after a crash of the server nobody has any open.
        create unlogged table instance_watches (
          instance_id text not null,
          connection_id text not null,
          since timestamptz not null,
          primary key (instance_id, connection_id));

        -- Only for instances that somebody has open: commits that notify wait for each other.
        create function tell_instance_moved() returns trigger language plpgsql as $$
        begin
          if exists (select from instance_watches where instance_id = new.id) then
            perform pg_notify('instance_moved', new.id);
          end if;
          return null;
        end $$;
        create trigger tell_moved after update on workflow_instances for each row execute function tell_instance_moved();
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        drop trigger tell_moved on workflow_instances;
        drop function tell_instance_moved();
        drop table instance_watches;
        """);
}
