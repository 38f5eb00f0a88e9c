using Microsoft.EntityFrameworkCore;
using PracticeReview.Criteria;
using PracticeReview.Matching;
using PracticeReview.Reviews;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Review;

internal static class Desk
{
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
