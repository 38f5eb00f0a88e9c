using PracticeReview.Decisions;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Reviews;

namespace PracticeReview.Web.Pages.Admin.Submissions;

/// <summary>What a workflow waits for, in plain words.</summary>
public static class Waits
{
    /// <summary>A sentence for each thing waited for; empty when the workflow has ended or waits for nothing known.</summary>
    public static IReadOnlyList<string> Of(CaseFile file)
    {
        var workflow = file.Workflow;
        var waits = new List<string>();
        foreach (var (assignment, reviewer, _, _, _) in file.Reviewers.Where(r => r.Assignment.IsOpen && workflow.WaitsFor(CollectReviews.Changed(r.Assignment.Id))))
        {
            waits.Add(assignment.State == AssignmentState.Accepted ? $"The review of {reviewer.Name}." : $"The answer of {reviewer.Name} to the invitation.");
        }

        if (workflow.WaitsFor(AskEditor.Decided(file.Practice.Id)))
        {
            waits.Add("The decision of an editor.");
        }

        if (workflow.WaitsFor(AwaitRoster.Continue(file.Practice.Id)))
        {
            waits.Add("More reviewers on the roster. It looks again by itself each day.");
        }

        if (workflow.WaitsFor(SubmitPractice.Resubmitted(file.Practice.Id)))
        {
            waits.Add("The revised text of the submitter.");
        }

        return waits;
    }

    /// <summary>Whether the submitter can still take it back.</summary>
    public static bool CanBeWithdrawn(CaseFile file) => file.Workflow.WaitsFor(AwaitWithdrawal.Withdrawn(file.Practice.Id));
}
