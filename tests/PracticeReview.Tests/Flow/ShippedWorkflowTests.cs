using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Decisions;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Reviews;

namespace PracticeReview.Tests.Flow;

/// <summary>The shipped definition, from submission to each of its ends.</summary>
public class ShippedWorkflowTests
{
    private static async Task ReviewAllAsync(Journey journey, int score, int round = 1)
    {
        foreach (var assignment in await journey.OpenAsync(round))
        {
            await journey.ReviewAsync(assignment, score);
        }
    }

    [Fact]
    public async Task Three_good_reviews_publish_it()
    {
        await using var journey = await Journey.BeginAsync();
        await journey.SubmitAsync();

        var assignments = await journey.AssignmentsAsync();
        Assert.Equal((1, 2), (assignments.Count(a => a.IsInternal), assignments.Count(a => !a.IsInternal)));
        Assert.All(assignments, a => Assert.Equal(AssignmentState.Invited, a.State));
        Assert.Equal(3, await journey.MailsAsync("review-invitation"));
        Assert.Equal(PracticeStage.InReview, (await journey.PracticeAsync()).Stage);

        await ReviewAllAsync(journey, 5);

        Assert.Equal(PracticeStage.Published, (await journey.PracticeAsync()).Stage);
        await using var db = journey.NewContext();
        var publication = await db.Publications.SingleAsync();
        Assert.Equal("skills-passports-for-nurses", publication.Slug);
        Assert.Equal(3, publication.Feedback.Count);
        var decision = await db.Decisions.SingleAsync();
        Assert.Equal((DecisionOutcome.Publish, (Guid?)null), (decision.Outcome, decision.EditorId));
        var instance = await db.WorkflowInstances.SingleAsync();
        Assert.Equal(("Finished", "Finished"), (instance.Status, instance.SubStatus));
        Assert.Empty(await db.WorkflowBookmarks.ToListAsync());
        Assert.Equal(1, await journey.MailsAsync("decision-published"));
        Assert.Equal(3, await journey.MailsAsync("review-outcome"));
    }

    [Fact]
    public async Task Middling_reviews_ask_for_a_revision_which_the_same_reviewers_see()
    {
        await using var journey = await Journey.BeginAsync();
        await journey.SubmitAsync();
        await ReviewAllAsync(journey, 3);
        Assert.Equal(PracticeStage.AwaitingRevision, (await journey.PracticeAsync()).Stage);
        Assert.Equal(1, await journey.MailsAsync("revision-requested"));

        await journey.ResubmitAsync();

        var first = (await journey.AssignmentsAsync()).Select(a => a.ReviewerId).Order();
        var second = await journey.AssignmentsAsync(2);
        Assert.Equal(first, second.Select(a => a.ReviewerId).Order());
        Assert.All(second, a => Assert.Contains("Reviewed round 1 of this practice.", a.Reasons));
        await ReviewAllAsync(journey, 5, 2);
        Assert.Equal(PracticeStage.Published, (await journey.PracticeAsync()).Stage);
    }

    [Fact]
    public async Task Poor_reviews_decline_it_with_feedback()
    {
        await using var journey = await Journey.BeginAsync();
        await journey.SubmitAsync();
        await ReviewAllAsync(journey, 2);

        Assert.Equal(PracticeStage.Declined, (await journey.PracticeAsync()).Stage);
        Assert.Equal(1, await journey.MailsAsync("decision-declined"));
        Assert.False((await journey.WithdrawAsync()).Woken);
    }

    [Fact]
    public async Task Reviewers_and_their_replacements_come_from_the_group_that_the_definition_names()
    {
        await using var journey = await Journey.BeginAsync(json =>
        {
            var definition = JsonNode.Parse(json)!;
            foreach (var activity in definition["root"]!["activities"]!.AsArray().Where(a => a!["type"]!.ToString() is "PracticeReview.AssignReviewers" or "PracticeReview.ReplaceReviewers"))
            {
                activity!["group"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "Youth panel" } };
            }

            return definition.ToJsonString();
        });
        await using var db = journey.NewContext();
        var all = await db.Reviewers.OrderBy(r => r.Id).ToListAsync();
        var members = all.Where(r => r.IsInternal).TakeLast(1).Concat(all.Where(r => !r.IsInternal).TakeLast(3)).ToList();
        members.ForEach(r => r.Groups = ["Youth panel"]);
        await db.SaveChangesAsync();

        await journey.SubmitAsync();
        await journey.DeclineAsync((await journey.AssignmentsAsync()).First(a => !a.IsInternal));

        var asked = await journey.AssignmentsAsync();
        Assert.Equal(members.Select(r => r.Id).Order(), asked.Select(a => a.ReviewerId).Order());
        Assert.All(asked, a => Assert.Contains("Is in the group “Youth panel”.", a.Reasons));
    }

    [Fact]
    public async Task A_revision_that_never_comes_closes_it_after_one_reminder()
    {
        await using var journey = await Journey.BeginAsync();
        await journey.SubmitAsync();
        await ReviewAllAsync(journey, 3);
        await journey.TravelAsync(62);

        Assert.Equal(PracticeStage.Declined, (await journey.PracticeAsync()).Stage);
        Assert.Equal((1, 1), (await journey.MailsAsync("revision-reminder"), await journey.MailsAsync("revision-expired")));
        Assert.Equal(0, await journey.MailsAsync("decision-declined"));
    }

    [Fact]
    public async Task A_thin_submission_goes_back_before_any_reviewer_is_asked()
    {
        await using var journey = await Journey.BeginAsync();
        await journey.SubmitAsync(words: 10);
        Assert.Equal(PracticeStage.AwaitingRevision, (await journey.PracticeAsync()).Stage);
        Assert.Empty(await journey.AssignmentsAsync());
        Assert.Equal(1, await journey.MailsAsync("revision-incomplete"));

        await journey.ResubmitAsync();

        Assert.Equal(3, (await journey.AssignmentsAsync(2)).Count);
        await ReviewAllAsync(journey, 5, 2);
        Assert.Equal(PracticeStage.Published, (await journey.PracticeAsync()).Stage);
    }

    [Fact]
    public async Task Who_declines_is_replaced_by_the_next_best_of_the_same_kind()
    {
        await using var journey = await Journey.BeginAsync();
        await journey.SubmitAsync();
        var declined = (await journey.OpenAsync()).First(a => !a.IsInternal);
        await journey.DeclineAsync(declined);

        var open = await journey.OpenAsync();
        Assert.Equal(3, open.Count);
        Assert.DoesNotContain(open, a => a.ReviewerId == declined.ReviewerId);
        Assert.Equal(2, open.Count(a => !a.IsInternal));
        Assert.Equal(4, await journey.MailsAsync("review-invitation"));
    }

    [Fact]
    public async Task Who_stays_silent_is_reminded_twice_and_then_replaced()
    {
        await using var journey = await Journey.BeginAsync();
        await journey.SubmitAsync();
        var silent = (await journey.OpenAsync())[0];
        foreach (var other in (await journey.OpenAsync()).Skip(1))
        {
            await journey.ReviewAsync(other, 5);
        }

        await journey.TravelAsync(9);
        Assert.Equal(2, await journey.MailsAsync("invitation-reminder", silent.Id));
        await journey.TravelAsync(1);

        Assert.Equal(2, await journey.MailsAsync("invitation-reminder", silent.Id));
        Assert.Equal(1, await journey.MailsAsync("assignment-ended", silent.Id));
        var successor = Assert.Single(await journey.OpenAsync());
        await journey.ReviewAsync(successor, 5);
        Assert.Equal(PracticeStage.Published, (await journey.PracticeAsync()).Stage);
    }

    [Fact]
    public async Task An_accepted_review_is_recalled_four_times_and_none_comes_after_it_is_in()
    {
        await using var journey = await Journey.BeginAsync();
        await journey.SubmitAsync();
        var slow = (await journey.OpenAsync())[0];
        await journey.AcceptAsync(slow);
        foreach (var other in (await journey.OpenAsync()).Skip(1))
        {
            await journey.ReviewAsync(other, 5);
        }

        await journey.TravelAsync(20);
        Assert.Equal(2, await journey.MailsAsync("review-reminder", slow.Id));
        await journey.TravelAsync(10);
        Assert.Equal(4, await journey.MailsAsync("review-reminder", slow.Id));
        await journey.ReviewAsync(slow, 5);
        await journey.TravelAsync(20);
        Assert.Equal(4, await journey.MailsAsync("review-reminder", slow.Id));
        Assert.Equal(0, await journey.MailsAsync("invitation-reminder", slow.Id));
    }

    [Fact]
    public async Task Disagreement_asks_one_further_reviewer()
    {
        await using var journey = await Journey.BeginAsync();
        await journey.SubmitAsync();
        var open = await journey.OpenAsync();
        await journey.ReviewAsync(open[0], 5);
        await journey.ReviewAsync(open[1], 5);
        await journey.ReviewAsync(open[2], 2);

        var further = Assert.Single(await journey.OpenAsync());
        Assert.True(further.IsFurther);
        await journey.ReviewAsync(further, 5);

        Assert.Equal(PracticeStage.AwaitingDecision, (await journey.PracticeAsync()).Stage);
        Assert.Equal(1, await journey.MailsAsync("editor-decision-needed"));
        await journey.TravelAsync(15);
        Assert.Equal(3, await journey.MailsAsync("editor-decision-needed"));
        await journey.DecideAsync(DecisionOutcome.Publish);
        Assert.Equal(PracticeStage.Published, (await journey.PracticeAsync()).Stage);
    }

    [Fact]
    public async Task The_submitter_can_withdraw_until_the_decision()
    {
        await using var journey = await Journey.BeginAsync();
        await journey.SubmitAsync();
        var open = await journey.OpenAsync();
        await journey.ReviewAsync(open[0], 4);

        Assert.True((await journey.WithdrawAsync()).Woken);

        Assert.Equal(PracticeStage.Withdrawn, (await journey.PracticeAsync()).Stage);
        Assert.Empty(await journey.OpenAsync());
        Assert.Equal((2, 1), (await journey.MailsAsync("assignment-ended"), await journey.MailsAsync("submission-withdrawn")));
        await using var db = journey.NewContext();
        Assert.Equal("Finished", (await db.WorkflowInstances.SingleAsync()).Status);
        Assert.Empty(await db.WorkflowBookmarks.ToListAsync());
    }

    [Fact]
    public async Task An_editor_can_end_the_collection_and_decide_with_what_is_there()
    {
        await using var journey = await Journey.BeginAsync();
        await journey.SubmitAsync();
        await journey.ReviewAsync((await journey.OpenAsync())[0], 4);
        await journey.StopAsync();

        Assert.Equal(PracticeStage.AwaitingDecision, (await journey.PracticeAsync()).Stage);
        await journey.DecideAsync(DecisionOutcome.Decline, "Too thin.");
        Assert.Equal(PracticeStage.Declined, (await journey.PracticeAsync()).Stage);
    }

    [Fact]
    public async Task An_editor_can_remind_at_any_time_and_the_ledger_keeps_it()
    {
        await using var journey = await Journey.BeginAsync();
        await journey.SubmitAsync();
        var reviewer = (await journey.OpenAsync())[0];
        await journey.RemindAsync(reviewer);

        Assert.Equal(1, await journey.MailsAsync("invitation-reminder", reviewer.Id));
        await journey.TravelAsync(4);
        Assert.Equal(2, await journey.MailsAsync("invitation-reminder", reviewer.Id));
    }

    [Fact]
    public async Task Without_enough_reviewers_it_waits_and_looks_again()
    {
        await using var journey = await Journey.BeginAsync();
        await SetInternalActiveAsync(journey, false);
        await journey.SubmitAsync();
        Assert.Equal(2, (await journey.AssignmentsAsync()).Count);
        Assert.Equal(1, await journey.MailsAsync("editor-reviewers-needed"));

        await SetInternalActiveAsync(journey, true);
        Assert.True((await journey.ContinueRosterAsync()).Woken);

        Assert.Equal(3, (await journey.OpenAsync()).Count);
        await ReviewAllAsync(journey, 5);
        Assert.Equal(PracticeStage.Published, (await journey.PracticeAsync()).Stage);
    }

    private static async Task SetInternalActiveAsync(Journey journey, bool active)
    {
        await using var db = journey.NewContext();
        await db.Reviewers.Where(r => r.IsInternal).ExecuteUpdateAsync(set => set.SetProperty(r => r.IsActive, active));
    }
}
