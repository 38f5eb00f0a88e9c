using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Reviewers;

namespace PracticeReview.Testing;

/// <summary>An invited reviewer, with the token of the invitation.</summary>
/// <param name="PracticeId">The practice.</param>
/// <param name="ReviewerId">The reviewer.</param>
/// <param name="AssignmentId">The assignment.</param>
/// <param name="Token">The secret of the link.</param>
public sealed record Invitation(Guid PracticeId, Guid ReviewerId, Guid AssignmentId, string Token)
{
    /// <summary>Path of the link in the mail.</summary>
    public string Link => "/r/" + Token;

    /// <summary>Path of the scoring page.</summary>
    public string Page => "/review/" + AssignmentId;
}

/// <summary>Invites reviewers without going through mails.</summary>
public static class Invitations
{
    /// <summary>Invites a new reviewer to a new practice. No workflow runs on it.</summary>
    public static async Task<Invitation> InviteAsync(this WebApp app, string language = "en", string writtenIn = "en", string title = "Legal desk for seasonal workers", string? text = null, Guid? rubricVersion = null)
    {
        var submitter = await app.AccountAsync();
        return await app.WithDataAsync(async db =>
        {
            var now = app.Time.GetUtcNow();
            var practice = new Practice(Guid.CreateVersion7(), submitter.Id, writtenIn, now);
            practice.SaveDraft(new PracticeContent
            {
                Title = title, Language = writtenIn, Summary = "SECRET-SUMMARY of the practice.", PrimaryObjective = 7, OtherObjectives = [15], Countries = ["SN"],
                Organisations = [new("City of Dakar", "local-authority")], Description = text ?? "SECRET-DESCRIPTION <script>alert(1)</script>",
            }, now);
            practice.Submit(Guid.CreateVersion7(), now);
            practice.BeginReview(now.AddDays(21), now);
            var reviewer = new Reviewer
            {
                Id = Guid.CreateVersion7(), Name = "Amina Diallo", Email = $"{Guid.NewGuid():N}@example.org", Organisation = "University of Dakar",
                Objectives = [7], PreferredLanguage = language, TimeZone = "Africa/Dakar",
            };
            var assignment = new Assignment(Guid.CreateVersion7(), practice.Id, 1, reviewer.Id, false, ["Knows it."], now) { RubricVersionId = rubricVersion };
            assignment.Invite(now.AddDays(21), now);
            var token = ReviewLink.NewToken();
            db.AddRange(practice, reviewer, assignment, new ReviewLink(Guid.CreateVersion7(), assignment.Id, ReviewLink.Hash(token), null, now.AddDays(111), now));
            await db.SaveChangesAsync();
            return new Invitation(practice.Id, reviewer.Id, assignment.Id, token);
        });
    }
}
