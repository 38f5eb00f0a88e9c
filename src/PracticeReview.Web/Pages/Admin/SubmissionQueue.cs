using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using PracticeReview.Data;
using PracticeReview.Matching;
using PracticeReview.Practices;

namespace PracticeReview.Web.Pages.Admin;

/// <summary>What of the queue is asked for.</summary>
/// <param name="Stages">Stages to list; never drafts, which only their submitter sees.</param>
/// <param name="OverdueOnly">Leave out what is in time.</param>
/// <param name="Words">Part of a title, an organisation or the submitter's name or address; null for all.</param>
/// <param name="Skip">Rows before the first.</param>
/// <param name="Take">Rows at most.</param>
public sealed record QueueRequest(IReadOnlyCollection<PracticeStage> Stages, bool OverdueOnly, string? Words, int Skip, int Take);

/// <summary>A row of the queue.</summary>
public sealed record QueueItem(
    Guid Id, string? Title, string Submitter, string Stage, DateTimeOffset StageSince, DateTimeOffset? DueAt, int Round,
    int Reviewed, int Reviewers, int Parked, bool Failed, bool Lacking, int Total)
{
    /// <summary>The stage as the domain knows it.</summary>
    public PracticeStage At => Enum.Parse<PracticeStage>(Stage);
}

/// <summary>Submissions in a stage, and how many of them are overdue.</summary>
public sealed record StageCount(string Stage, int Number, int Overdue);

/// <summary>The editors' queue, one query for a page of it. Overdue comes first, then what is due next, then what waits longest.</summary>
public sealed class SubmissionQueue(AppDbContext db)
{
    /// <summary>Stages in which something is still to be done.</summary>
    public static readonly IReadOnlyList<PracticeStage> Open =
        [PracticeStage.Submitted, PracticeStage.InReview, PracticeStage.AwaitingDecision, PracticeStage.AwaitingRevision];

    /// <summary>Stages at which it ends.</summary>
    public static readonly IReadOnlyList<PracticeStage> Closed = [PracticeStage.Published, PracticeStage.Declined, PracticeStage.Withdrawn];

    private const string Found = """
        found as (
          select id from practices where queue_text like repository_plain(@pattern)
          union
          select p.id from practices p join "AspNetUsers" u on u.id = p.submitter_id
          where repository_plain(u.display_name || ' ' || coalesce(u.email, '')) like repository_plain(@pattern)
        ),
        """;

    // In review, the next review that is awaited is what counts; elsewhere the limit of the stage.
    private const string Listed = """
        waiting as (
          select practice_id, min(due_at) as due_at from assignments where state in ('Invited', 'Accepted') group by practice_id
        ),
        listed as (
          select p.id, p.stage, p.stage_since,
                 case p.stage when 'InReview' then coalesce(w.due_at, p.stage_due) else p.stage_due end as due_at
          from practices p left join waiting w on w.practice_id = p.id
          where p.stage = any (@stages)
        """;

    private const string Order = "coalesce(l.due_at < @now, false) desc, l.due_at nulls last, case when l.stage = any (@open) then 1 else -1 end * extract(epoch from l.stage_since), l.id";

    /// <summary>The SQL of a page; also what tests explain.</summary>
    public static string PageSql(bool searches) => $"""
        with {(searches ? Found : "")}{Listed} {(searches ? "and p.id in (select id from found)" : "")}
        ),
        page as (
          select l.*, count(*) over () as total from listed l
          where not @overdue or l.due_at < @now
          order by {Order} limit @take offset @skip
        )
        select l.id, p.queue_title as title, u.display_name as submitter, l.stage, l.stage_since, l.due_at, p.round,
               r.reviewed, r.reviewers, m.parked,
               exists (select 1 from workflow_instances i where i.correlation_id = l.id::text
                 and (i.sub_status = 'Faulted' or exists (
                   select 1 from audit_trail t where t.practice_id = l.id and t.action = 'workflow.failed' and t.at >= i.updated_at))) as failed,
               exists (select 1 from workflow_bookmarks b where b.hash = encode(sha256(convert_to(@lacking || E'\n' || l.id::text, 'UTF8')), 'hex')) as lacking,
               l.total::int as total
        from page l
        join practices p on p.id = l.id
        join "AspNetUsers" u on u.id = p.submitter_id
        cross join lateral (
          select count(*) filter (where a.state = 'Reviewed')::int as reviewed, count(*)::int as reviewers
          from assignments a
          where a.practice_id = l.id and a.round = p.round and a.state in ('Proposed', 'Invited', 'Accepted', 'Reviewed')) r
        cross join lateral (select count(*)::int as parked from outbox o where o.practice_id = l.id and o.state = 'Parked') m
        order by {Order}
        """;

    /// <summary>A page of the queue.</summary>
    public async Task<IReadOnlyList<QueueItem>> PageAsync(QueueRequest request, DateTimeOffset now, CancellationToken cancellation) =>
        await db.Database.SqlQueryRaw<QueueItem>(PageSql(request.Words is not null), Parameters(request, now)).ToListAsync(cancellation);

    /// <summary>Numbers by stage, of what the words find.</summary>
    public async Task<IReadOnlyList<StageCount>> CountsAsync(string? words, DateTimeOffset now, CancellationToken cancellation)
    {
        var sql = $"""
            with {(words is null ? "" : Found)}{Listed} {(words is null ? "" : "and p.id in (select id from found)")}
            )
            select stage, count(*)::int as number, (count(*) filter (where due_at < @now))::int as overdue from listed group by stage
            """;
        return await db.Database.SqlQueryRaw<StageCount>(sql, Parameters(new([.. Open, .. Closed], false, words, 0, 0), now)).ToListAsync(cancellation);
    }

    /// <summary>What the SQL is run with.</summary>
    public static object[] Parameters(QueueRequest request, DateTimeOffset now)
    {
        var text = NpgsqlDbType.Array | NpgsqlDbType.Text;
        return
        [
            new NpgsqlParameter("stages", text) { Value = request.Stages.Where(s => s != PracticeStage.Draft).Select(s => s.ToString()).ToArray() },
            new NpgsqlParameter("open", text) { Value = Open.Select(s => s.ToString()).ToArray() },
            new NpgsqlParameter("now", now),
            new NpgsqlParameter("overdue", request.OverdueOnly),
            new NpgsqlParameter("lacking", AwaitRoster.Continue(Guid.Empty).Name),
            new NpgsqlParameter("pattern", Pattern(request.Words)),
            new NpgsqlParameter("take", request.Take),
            new NpgsqlParameter("skip", request.Skip),
        ];
    }

    private static string Pattern(string? words) => LikePattern.Containing(words ?? "");
}
