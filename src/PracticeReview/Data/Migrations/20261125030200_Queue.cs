using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PracticeReview.Data.Migrations;

/// <summary>What the editors' queue and the audit trail are found by. SQL alone, so that the generated migrations know nothing of it.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261125030200_Queue")]
public sealed class Queue : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        create extension if not exists pg_trgm;

        -- Title and organisations in small letters: a list of thousands must not unpack each text to search or show them.
        alter table practices
          add column queue_title text generated always as (draft->>'title') stored,
          add column queue_text text generated always as (
            lower(coalesce(draft->>'title', '') || ' ' || jsonb_path_query_array(draft, '$.organisations[*].name')::text)) stored;
        create index ix_practices_queue_text on practices using gin (queue_text gin_trgm_ops);

        -- The queue asks of each practice on the page: reviews and due dates of a round.
        create index ix_assignments_waiting on assignments (practice_id, due_at) where state in ('Invited', 'Accepted');
        create index ix_outbox_parked on outbox (practice_id) where state = 'Parked';
        create index ix_outbox_created on outbox (created_at desc, id desc);
        create index ix_audit_trail_at on audit_trail (at desc, id desc);
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        drop index ix_audit_trail_at, ix_outbox_created, ix_outbox_parked, ix_assignments_waiting, ix_practices_queue_text;
        alter table practices drop column queue_title, drop column queue_text;
        """);
}
