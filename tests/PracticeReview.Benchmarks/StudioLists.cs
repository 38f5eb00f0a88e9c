using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Accounts;
using PracticeReview.Testing;

namespace PracticeReview.Benchmarks;

/// <summary>
/// The Studio's lists over the product's API, beside a request that reads one instance's state: pages, filters and searches
/// among many workflows and instances, half of which move a submission.
/// </summary>
internal static class StudioLists
{
    private const int Times = 21;

    public static async Task<int> RunAsync(int instances, int definitions)
    {
        await using var app = new ReviewDeskApp();
        await app.InitializeAsync();
        var submission = await app.SubmissionAsync("Skills passports for nurses");
        await app.WithDataAsync(async db =>
        {
            db.Database.SetCommandTimeout(0);
            await db.Database.ExecuteSqlAsync(
                $$"""
                insert into practices (id, submitter_id, stage, stage_since, draft, draft_version, round, created_at, updated_at)
                select gen_random_uuid(), submitter_id, stage, stage_since + n * interval '1 second',
                  draft || jsonb_build_object('title', (array['Skills','Housing','Schooling','Legal advice','Safe return'])[1 + n % 5] || ' for ' ||
                    (array['nurses','farm workers','families','students','sailors','carers','miners'])[1 + n % 7] || ' of harbour ' || n), draft_version, round, created_at, updated_at
                from practices, generate_series(1, {{instances / 2}}) n where id = {{submission}}
                """);
            await db.Database.ExecuteSqlAsync(
                $$"""
                with one as (select * from workflow_instances order by created_at limit 1),
                titled as (select id::text as practice, row_number() over () as n from practices)
                insert into workflow_instances (id, definition_id, definition_version_id, correlation_id, status, sub_status, state, created_at, updated_at, finished_at)
                select 'copy-' || s, one.definition_id, one.definition_version_id, practice,
                  case when s % 5 > 0 then 'Finished' else one.status end, case when s % 5 > 0 then 'Finished' else one.sub_status end,
                  case when practice is null then jsonb_set(state, '{name}', to_jsonb('Monthly figures of harbour ' || s)) else state end,
                  created_at + s * interval '1 second', updated_at + s * interval '1 second', case when s % 5 > 0 then created_at + s * interval '2 seconds' end
                from one, generate_series(1, {{instances}}) s left join titled on n * 2 = s
                """);
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into workflow_definitions (id, definition_id, version, name, description, is_latest, is_published, is_shipped, json, created_at)
                select 'copy-v-' || n, 'copy-' || n, 1, 'Workflow number ' || n, 'Figures of harbour ' || n, true, true, false, json, created_at
                from workflow_definitions, generate_series(1, {definitions}) n where definition_id = 'practice-review' and is_published
                """);
            await db.Database.ExecuteSqlRawAsync("vacuum analyze");
        });

        using var client = await app.SignedInAsync(Roles.Administrator);
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        var table = new Table("list                                  ", "median ms", "slowest ms", "ratio", "total");
        var one = await MeasureAsync(client, "/workflow-instances/copy-1", null);
        table.Row("one instance with its state", one.Median, one.Slowest, 1.0, "");
        await RowAsync("definitions, first page", "/workflow-definitions?versionOptions=Latest&page=0&pageSize=25");
        await RowAsync("definitions, last page", $"/workflow-definitions?versionOptions=Latest&page={definitions / 25}&pageSize=25");
        await RowAsync("definitions, search", "/workflow-definitions?versionOptions=Latest&page=0&pageSize=25&searchTerm=harbour");
        await RowAsync("instances, first page", "/workflow-instances", """{"page":0,"pageSize":25}""");
        await RowAsync("instances, middle page", "/workflow-instances", $$"""{"page":{{instances / 50}},"pageSize":25}""");
        await RowAsync("instances, last page", "/workflow-instances", $$"""{"page":{{instances / 25}},"pageSize":25}""");
        await RowAsync("instances of a workflow", "/workflow-instances", """{"page":0,"pageSize":25,"definitionIds":["practice-review"]}""");
        await RowAsync("instances of one that has none", "/workflow-instances", """{"page":0,"pageSize":25,"definitionIds":["copy-7"]}""");
        await RowAsync("instances finished", "/workflow-instances", """{"page":0,"pageSize":25,"statuses":["Finished"]}""");
        await RowAsync("instances suspended, page 200", "/workflow-instances", """{"page":200,"pageSize":25,"subStatuses":["Suspended"]}""");
        await RowAsync("instances with incidents", "/workflow-instances", """{"page":0,"pageSize":25,"hasIncidents":true}""");
        await RowAsync("instances by name", "/workflow-instances", """{"page":0,"pageSize":25,"orderBy":"Name","orderDirection":"Ascending"}""");
        await RowAsync("instances by end", "/workflow-instances", """{"page":0,"pageSize":25,"orderBy":"Finished","orderDirection":"Descending"}""");
        await RowAsync("search: one name", "/workflow-instances", """{"page":0,"pageSize":25,"searchTerm":"harbour 77777"}""");
        await RowAsync("search: one title", "/workflow-instances", """{"page":0,"pageSize":25,"searchTerm":"sailors of harbour 41"}""");
        await RowAsync("search: a word in half of the names", "/workflow-instances", """{"page":0,"pageSize":25,"searchTerm":"figures"}""");
        await RowAsync("search: a word in all of them", "/workflow-instances", """{"page":0,"pageSize":25,"searchTerm":"harbour"}""");
        await RowAsync("search: its last page", "/workflow-instances", """{"page":39,"pageSize":25,"searchTerm":"harbour"}""");
        await RowAsync("search: a word of some titles", "/workflow-instances", """{"page":0,"pageSize":25,"searchTerm":"nurses"}""");
        await RowAsync("search: nothing found", "/workflow-instances", """{"page":0,"pageSize":25,"searchTerm":"volcano"}""");
        Console.WriteLine($"{instances:#,0} instances, {definitions:#,0} workflows, {Times - 1} requests each after a first one.");
        return 0;

        async Task RowAsync(string name, string path, string? body = null)
        {
            var (median, slowest, total) = await MeasureAsync(client, path, body);
            table.Row(name.PadRight(38), median, slowest, median / one.Median, total);
        }
    }

    private static async Task<(double Median, double Slowest, string Total)> MeasureAsync(HttpClient client, string path, string? body)
    {
        var (times, total) = (new List<double>(), "");
        for (var n = 0; n < Times; n++)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = body is null
                ? await client.GetAsync("/elsa/api" + path)
                : await client.PostAsync("/elsa/api" + path, new StringContent(body, Encoding.UTF8, "application/json"));
            var text = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            total = System.Text.Json.Nodes.JsonNode.Parse(text)?["totalCount"]?.ToString() ?? "";
        }

        times.RemoveAt(0);
        times.Sort();
        return (times[times.Count / 2], times[^1], total);
    }
}
