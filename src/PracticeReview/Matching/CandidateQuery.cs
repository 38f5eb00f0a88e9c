using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;

namespace PracticeReview.Matching;

/// <summary>The roster as matching needs it: who could still be asked about a practice, with what they have under way.</summary>
public class CandidateQuery(AppDbContext db)
{
    // The open assignments are few beside those that ended; ix_assignments_state_due_at finds them.
    private const string Sql = """
        select r.id as reviewer_id, r.name, r.email, r.organisation, r.is_internal, r.objectives, r.regions, r.languages,
               r.conflict_organisations, r.groups, coalesce(open.load, 0)::int as load, r.maximum_load
        from reviewers r
        left join (
          select a.reviewer_id, count(*) as load
          from assignments a
          where a.state in ('Proposed', 'Invited', 'Accepted')
          group by a.reviewer_id
        ) open on open.reviewer_id = r.id
        where r.is_active
          and not exists (
            select 1 from assignments a
            where a.practice_id = {0} and a.reviewer_id = r.id and (a.round = {1} or a.state = 'Declined'))
        order by r.id
        """;

    /// <summary>
    /// Active reviewers who are not assigned in this round and never declined this practice. Assignments that this
    /// context has added but not saved count as well. What else excludes a candidate, the matcher knows.
    /// </summary>
    public virtual async Task<IReadOnlyList<Candidate>> ForAsync(Guid practiceId, int round, CancellationToken cancellation)
    {
        var rows = await db.Database.SqlQueryRaw<Row>(Sql, practiceId, round).ToListAsync(cancellation);
        var added = db.ChangeTracker.Entries<Assignment>().Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity).ToList();
        return
        [
            .. rows
                .Where(row => !added.Any(a => a.ReviewerId == row.ReviewerId && a.PracticeId == practiceId && a.Round == round))
                .Select(row => row.ToCandidate(added.Count(a => a.ReviewerId == row.ReviewerId && a.IsOpen))),
        ];
    }

    private sealed record Row(
        Guid ReviewerId, string Name, string Email, string Organisation, bool IsInternal, List<int> Objectives, List<string> Regions,
        List<string> Languages, List<string> ConflictOrganisations, List<string> Groups, int Load, int MaximumLoad)
    {
        public Candidate ToCandidate(int added) => new(
            ReviewerId, Name, Email, Organisation, IsInternal, Objectives, Regions, Languages, ConflictOrganisations, Load + added, MaximumLoad) { Groups = Groups };
    }
}
