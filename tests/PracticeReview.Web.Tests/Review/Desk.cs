using Microsoft.EntityFrameworkCore;
using PracticeReview.Criteria;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Reviewers;
using PracticeReview.Reviews;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Review;

/// <summary>An invited reviewer with the link of the invitation, and what one does with it.</summary>
internal sealed record Invitation(Guid PracticeId, Guid ReviewerId, Guid AssignmentId, string Token)
{
    public string Link => "/r/" + Token;

    public string Page => "/review/" + AssignmentId;
}

internal static class Desk
{
    /// <summary>Invites a new reviewer to a new practice. No workflow runs on it.</summary>
    public static async Task<Invitation> InviteAsync(this WebApp app, string language = "en", string writtenIn = "en", string title = "Legal desk for seasonal workers")
    {
        var submitter = await app.AccountAsync();
        return await app.WithDataAsync(async db =>
        {
            var now = app.Time.GetUtcNow();
            var practice = new Practice(Guid.CreateVersion7(), submitter.Id, writtenIn, now);
            practice.SaveDraft(new PracticeContent
            {
                Title = title, Language = writtenIn, Summary = "SECRET-SUMMARY of the practice.", PrimaryObjective = 7, OtherObjectives = [15], Countries = ["SN"],
                Organisations = [new("City of Dakar", "local-authority")], Description = "SECRET-DESCRIPTION <script>alert(1)</script>",
            }, now);
            practice.Submit(Guid.CreateVersion7(), now);
            practice.BeginReview(now.AddDays(21), now);
            var reviewer = new Reviewer
            {
                Id = Guid.CreateVersion7(), Name = "Amina Diallo", Email = $"{Guid.NewGuid():N}@example.org", Organisation = "University of Dakar",
                Objectives = [7], PreferredLanguage = language, TimeZone = "Africa/Dakar",
            };
            var assignment = new Assignment(Guid.CreateVersion7(), practice.Id, 1, reviewer.Id, false, ["Knows it."], now);
            assignment.Invite(now.AddDays(21), now);
            var token = ReviewLink.NewToken();
            db.AddRange(practice, reviewer, assignment, new ReviewLink(Guid.CreateVersion7(), assignment.Id, ReviewLink.Hash(token), null, now.AddDays(111), now));
            await db.SaveChangesAsync();
            return new Invitation(practice.Id, reviewer.Id, assignment.Id, token);
        });
    }

    /// <summary>Accepts on the page; the client is bound to the assignment afterwards.</summary>
    public static async Task<Invitation> AcceptAsync(this HttpClient client, Invitation invitation)
    {
        using var response = await client.SubmitAsync(invitation.Link, new Dictionary<string, string?> { ["Conflict"] = "none" }, button: "[value=accept]");
        Assert.Equal(invitation.Page, response.Headers.Location?.ToString());
        return invitation;
    }

    /// <summary>A complete review, as the form sends it.</summary>
    public static Dictionary<string, string?> Complete(int level = 4, Recommendation recommendation = Recommendation.Publish) =>
        Rubric.Default.Criteria.ToDictionary(c => "score-" + c.Key, _ => (string?)level.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Append(new("recommendation", recommendation.ToString()))
            .Append(new("toSubmitter", "Clear, concrete and useful to other cities."))
            .ToDictionary();

    public static Task<Assignment> AssignmentAsync(this WebApp app, Invitation invitation) =>
        app.WithDataAsync(db => db.Assignments.AsNoTracking().SingleAsync(a => a.Id == invitation.AssignmentId));

    public static Task<PracticeReview.Reviews.Review?> ReviewAsync(this WebApp app, Invitation invitation) =>
        app.WithDataAsync(db => db.Reviews.AsNoTracking().SingleOrDefaultAsync(r => r.AssignmentId == invitation.AssignmentId));

    /// <summary>Every row of every table of ours, as text: equal texts mean that nothing was changed.</summary>
    public static Task<string> RowsAsync(this WebApp app) => app.WithDataAsync(async db =>
    {
        var tables = db.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct().Order();
        var rows = new List<string>();
        foreach (var table in tables)
        {
            var sql = "select t::text as \"Value\" from \"" + table + "\" t order by 1";
            rows.Add(table + ":" + string.Join('\n', await db.Database.SqlQueryRaw<string>(sql).ToListAsync()));
        }

        return string.Join('\n', rows);
    });
}
