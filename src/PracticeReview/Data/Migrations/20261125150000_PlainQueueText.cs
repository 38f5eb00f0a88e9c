using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PracticeReview.Data.Migrations;

/// <summary>The editors' queue is searched without accents, as the repository is. SQL alone, so that the generated migrations know nothing of it.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261125150000_PlainQueueText")]
public sealed class PlainQueueText : Migration
{
    private const string Words = "coalesce(draft->>'title', '') || ' ' || jsonb_path_query_array(draft, '$.organisations[*].name')::text";

    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => Build(migrationBuilder, "repository_plain");

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => Build(migrationBuilder, "lower");

    private static void Build(MigrationBuilder migrationBuilder, string function) => migrationBuilder.Sql(
        $"""
        alter table practices drop column queue_text;
        alter table practices add column queue_text text generated always as ({function}({Words})) stored;
        create index ix_practices_queue_text on practices using gin (queue_text gin_trgm_ops);
        """);
}
