using PracticeReview.Accounts;
using PracticeReview.Data;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Reviewers;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Admin;

/// <summary>Puts submissions and reviewers into the database without a workflow, for pages that only read.</summary>
internal static class Desk
{
    public static Practice Submitted(AppDbContext db, User submitter, string title, DateTimeOffset at, string organisation = "City of Dakar")
    {
        var practice = new Practice(Guid.CreateVersion7(at), submitter.Id, "en", at);
        practice.SaveDraft(
            new PracticeContent
            {
                Title = title, Language = "en", PrimaryObjective = 7, Organisations = [new(organisation, "local-authority")],
                Summary = "A desk where people get advice.", FocalPoint = new() { Name = "F", Email = "focal@example.org", Organisation = organisation },
            },
            at);
        practice.Submit(Guid.CreateVersion7(at), at);
        db.Practices.Add(practice);
        return practice;
    }

    public static Reviewer Reviewer(AppDbContext db, string name, bool isInternal = false)
    {
        var reviewer = new Reviewer
        {
            Id = Guid.CreateVersion7(), Name = name, Email = $"{Guid.NewGuid():N}@example.org", Organisation = isInternal ? "ILO" : "University",
            IsInternal = isInternal, Objectives = [7], Languages = ["en"], MaximumLoad = 3,
        };
        db.Reviewers.Add(reviewer);
        return reviewer;
    }

    public static Assignment Assigned(AppDbContext db, Practice practice, Reviewer reviewer, DateTimeOffset due, DateTimeOffset now)
    {
        var assignment = new Assignment(Guid.CreateVersion7(), practice.Id, practice.Round, reviewer.Id, reviewer.IsInternal, ["Knows it."], now);
        assignment.Invite(due, now);
        db.Assignments.Add(assignment);
        return assignment;
    }
}
