using PracticeReview.Matching;
using PracticeReview.Reviewers;

namespace PracticeReview.Simulation;

/// <summary>The roster of a simulation: what <see cref="CandidateQuery"/> says in SQL, said of lists.</summary>
internal sealed class SimulatedRoster(SimulatedData data) : CandidateQuery(data)
{
    private readonly SimulatedData _data = data;

    public override Task<IReadOnlyList<Candidate>> ForAsync(Guid practiceId, int round, CancellationToken cancellation)
    {
        var assignments = _data.List<Assignment>();
        var asked = assignments.Where(a => a.PracticeId == practiceId && (a.Round == round || a.State == AssignmentState.Declined)).Select(a => a.ReviewerId).ToHashSet();
        var load = assignments.Where(a => a.IsOpen).CountBy(a => a.ReviewerId).ToDictionary();
        return Task.FromResult<IReadOnlyList<Candidate>>(
        [
            .. _data.List<Reviewer>().Where(r => r.IsActive && !asked.Contains(r.Id)).OrderBy(r => r.Id).Select(r => new Candidate(
                r.Id, r.Name, r.Email, r.Organisation, r.IsInternal, r.Objectives, r.Regions, r.Languages, r.ConflictOrganisations,
                load.GetValueOrDefault(r.Id), r.MaximumLoad) { Groups = null }),
        ]);
    }
}
