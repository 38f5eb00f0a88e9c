using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PracticeReview.Data.Migrations;

/// <summary>
/// Full-text search over publications: <c>20261125030100_Search.sql</c> beside this file, which says what each
/// object is for. SQL alone, so that the generated migrations know nothing of it.
/// </summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261125030100_Search")]
public sealed class Search : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        using var stream = typeof(Search).Assembly.GetManifestResourceStream("PracticeReview.Data.Migrations.20261125030100_Search.sql")
            ?? throw new InvalidOperationException("The product was built without its search migration.");
        migrationBuilder.Sql(new StreamReader(stream).ReadToEnd());
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        drop function repository_matches, repository_suggestion, repository_query, repository_term;
        drop index publications_trigrams, publications_facets;
        alter table publications drop column search;
        drop function repository_plain, repository_document, repository_words, repository_text, repository_configurations;
        do $$
        declare
          name text;
        begin
          for name in select cfgname from pg_ts_config where cfgname like 'repository\_%' loop
            execute format('drop text search configuration %I', name);
          end loop;
        end $$;
        """);
}
