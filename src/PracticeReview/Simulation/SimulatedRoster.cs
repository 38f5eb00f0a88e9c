using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Matching;

namespace PracticeReview.Simulation;

/// <summary>The roster of a simulation: what <see cref="CandidateQuery"/> says in SQL, of a store that knows none.</summary>
internal sealed class SimulatedRoster(AppDbContext db) : CandidateQuery(db)
{
    private readonly AppDbContext _db = db;

    public override async Task<IReadOnlyList<Candidate>> ForAsync(Guid practiceId, int round, CancellationToken cancellation)
    {
        var stored = await _db.Assignments.ToListAsync(cancellation);
        var assignments = stored.Union(_db.Assignments.Local).ToList();
        var asked = assignments.Where(a => a.PracticeId == practiceId && (a.Round == round || a.State == AssignmentState.Declined)).Select(a => a.ReviewerId).ToHashSet();
        var load = assignments.Where(a => a.IsOpen).CountBy(a => a.ReviewerId).ToDictionary();
        var reviewers = await _db.Reviewers.AsNoTracking().Where(r => r.IsActive).OrderBy(r => r.Id).ToListAsync(cancellation);
        return
        [
            .. reviewers.Where(r => !asked.Contains(r.Id)).Select(r => new Candidate(
                r.Id, r.Name, r.Email, r.Organisation, r.IsInternal, r.Objectives, r.Regions, r.Languages, r.ConflictOrganisations,
                load.GetValueOrDefault(r.Id), r.MaximumLoad)),
        ];
    }
}
