using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Practices;

namespace PracticeReview.Tests.Flow;

/// <summary>Races, crashes and redrawn definitions: what must hold whatever happens.</summary>
public class RobustnessTests
{
    [Fact]
    public async Task Two_reviews_that_come_in_at_once_both_count()
    {
        await using var journey = await Journey.BeginAsync();
        await journey.SubmitAsync();
        var open = await journey.OpenAsync();

        await Task.WhenAll(open.Select(assignment => Task.Run(() => journey.ReviewAsync(assignment, 5))));

        Assert.Equal(PracticeStage.Published, (await journey.PracticeAsync()).Stage);
        Assert.Equal(1, await journey.MailsAsync("decision-published"));
    }

    [Fact]
    public async Task A_scheduler_that_runs_on_four_nodes_at_once_reminds_once()
    {
        await using var journey = await Journey.BeginAsync();
        await journey.SubmitAsync();
        journey.Sleep(3);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(journey.WakeAsync)));
        await journey.WakeAsync();

        Assert.Equal(3, await journey.MailsAsync("invitation-reminder"));
    }

    [Fact]
    public async Task A_scheduler_that_slept_a_week_catches_up_with_one_reminder_each()
    {
        await using var journey = await Journey.BeginAsync();
        await journey.SubmitAsync();
        journey.Sleep(8);
        await journey.WakeAsync();

        Assert.Equal(3, await journey.MailsAsync("invitation-reminder"));
        await using var db = journey.NewContext();
        Assert.Equal(6, await db.Reminders.CountAsync());
    }

    [Fact]
    public async Task A_crash_at_any_step_of_a_burst_leaves_the_state_before_it()
    {
        var crash = new CrashAt();
        await using var journey = await Journey.BeginAsync(configure: (services, database) => services.AddDbContext<AppDbContext>(
            options => options.UseReviewDatabase(database.ConnectionString).AddInterceptors(crash)));
        await journey.SubmitAsync();
        var open = await journey.OpenAsync();
        await journey.ReviewAsync(open[0], 5);
        await journey.ReviewAsync(open[1], 5);
        var before = await SnapshotAsync(journey);

        var crashes = 0;
        for (crash.Countdown = 1; ; crash.Countdown = crashes + 1)
        {
            try
            {
                await journey.ReviewAsync(open[2], 5);
                break;
            }
            catch (Exception e) when (CrashAt.IsIn(e))
            {
                crashes++;
                crash.Countdown = 0;
                Assert.Equal(before, await SnapshotAsync(journey));
            }
        }

        Assert.True(crashes > 20, $"Only {crashes} steps were tried.");
        Assert.Equal(PracticeStage.Published, (await journey.PracticeAsync()).Stage);
        Assert.Equal(1, await journey.MailsAsync("decision-published"));
    }

    [Fact]
    public async Task Without_the_activity_in_the_definition_nothing_of_it_happens()
    {
        await using var journey = await Journey.BeginAsync(json => Redraw(json, flow =>
        {
            Remove(flow, "remind");
            Connect(flow, "collect", "Reminder due", "collect");
            Remove(flow, "await-withdrawal");
        }));
        await journey.SubmitAsync();
        await journey.TravelAsync(9);

        Assert.Equal(0, await journey.MailsAsync("invitation-reminder"));
        Assert.False((await journey.WithdrawAsync()).Woken);
        Assert.Equal(PracticeStage.InReview, (await journey.PracticeAsync()).Stage);
    }

    [Fact]
    public async Task A_redrawn_definition_is_for_new_submissions_and_running_ones_stay_on_theirs()
    {
        await using var journey = await Journey.BeginAsync();
        await journey.SubmitAsync();
        await journey.LoadAsync(json => Redraw(json, flow => Activity(flow, "assign")["external"]!["expression"]!["value"] = 4));

        await using var db = journey.NewContext();
        Assert.Equal("practice-review-1", (await db.WorkflowInstances.SingleAsync()).DefinitionVersionId);
        Assert.Equal("practice-review-2", (await db.WorkflowDefinitions.SingleAsync(d => d.IsPublished)).Id);
        foreach (var assignment in await journey.OpenAsync())
        {
            await journey.ReviewAsync(assignment, 5);
        }

        Assert.Equal(PracticeStage.Published, (await journey.PracticeAsync()).Stage);
    }

    [Fact]
    public async Task A_burst_that_fails_leaves_no_trace_but_an_entry_for_editors()
    {
        await using var journey = await Journey.BeginAsync(json => Redraw(json, flow =>
        {
            Activity(flow, "invite")["type"] = "Elsa.Fault";
            Activity(flow, "invite")["message"] = new JsonObject
            {
                ["typeName"] = "String",
                ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "Drawn to fail." },
            };
        }));

        await Assert.ThrowsAsync<FlowFaultedException>(() => journey.SubmitAsync());

        Assert.Equal(PracticeStage.Draft, (await journey.PracticeAsync()).Stage);
        Assert.Empty(await journey.AssignmentsAsync());
        await using var db = journey.NewContext();
        Assert.Empty(await db.Outbox.ToListAsync());
        var entry = await db.AuditEntries.SingleAsync();
        Assert.Equal(PracticeFlow.WorkflowFailed, entry.Action);
        Assert.Contains("Drawn to fail.", entry.Summary);
    }

    [Fact]
    public async Task A_submission_handed_in_twice_at_once_is_one_submission()
    {
        await using var journey = await Journey.BeginAsync();
        await journey.SubmitAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => journey.ResubmitAsync());

        Assert.Single((await journey.PracticeAsync()).Revisions);
    }

    private static async Task<string> SnapshotAsync(Journey journey)
    {
        await using var db = journey.NewContext();
        string[] tables = ["practices", "revisions", "assignments", "reviews", "decisions", "publications", "outbox", "reminders", "audit_trail", "workflow_instances", "workflow_bookmarks", "workflow_journal"];
        var rows = new List<string>();
        foreach (var table in tables)
        {
#pragma warning disable EF1002 // The names above are the only ones.
            rows.AddRange(await db.Database.SqlQueryRaw<string>($"select to_jsonb(t)::text as \"Value\" from {table} t order by 1").ToListAsync());
#pragma warning restore EF1002
        }

        return string.Join('\n', rows);
    }

    private static string Redraw(string json, Action<JsonObject> change)
    {
        var definition = JsonNode.Parse(json)!.AsObject();
        change(definition["root"]!.AsObject());
        return definition.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    private static JsonObject Activity(JsonObject flow, string id) =>
        flow["activities"]!.AsArray().Select(a => a!.AsObject()).Single(a => a["id"]!.GetValue<string>() == id);

    private static void Remove(JsonObject flow, string id)
    {
        flow["activities"]!.AsArray().Remove(Activity(flow, id));
        var connections = flow["connections"]!.AsArray();
        foreach (var connection in connections.Where(c => Touches(c!, id)).ToList())
        {
            connections.Remove(connection);
        }
    }

    private static bool Touches(JsonNode connection, string id) =>
        connection["source"]!["activity"]!.GetValue<string>() == id || connection["target"]!["activity"]!.GetValue<string>() == id;

    private static void Connect(JsonObject flow, string source, string port, string target) =>
        flow["connections"]!.AsArray().Add(new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = source, ["port"] = port },
            ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
        });

    /// <summary>Stands for a process that dies at the n-th command it sends, or on the way to the commit.</summary>
    private sealed class CrashAt : DbCommandInterceptor, IDbTransactionInterceptor
    {
        private const string Text = "The process died.";

        public int Countdown { get; set; }

        public static bool IsIn(Exception? e) => e is not null && (e.Message.Contains(Text, StringComparison.Ordinal) || IsIn(e.InnerException));

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Step();
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Step();
            return ValueTask.FromResult(result);
        }

        public ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            Step();
            return ValueTask.FromResult(result);
        }

        private void Step()
        {
            if (Countdown > 0 && --Countdown == 0)
            {
                throw new IOException(Text);
            }
        }
    }
}
