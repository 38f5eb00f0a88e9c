using PracticeReview.Matching;

namespace PracticeReview.Tests.Matching;

public class ReviewerMatcherTests
{
    private static readonly MatchRequest Request = new(6, [6, 16], ["150", "039"], "en", ["Harbour City"], ["ana@harbour.example"]);

    private static Candidate Reviewer(int number, Func<Candidate, Candidate>? change = null)
    {
        var plain = new Candidate(
            new Guid(number, 0, 0, new byte[8]), $"Reviewer {number}", $"r{number}@example.org", $"Institute {number}",
            false, [], [], ["en"], [], 0, 2);
        return change is null ? plain : change(plain);
    }

    [Fact]
    public void An_expert_in_the_primary_objective_comes_before_one_who_only_knows_the_region()
    {
        var region = Reviewer(1, c => c with { Regions = ["150"] });
        var expert = Reviewer(2, c => c with { Objectives = [6] });

        var ranked = ReviewerMatcher.Rank(Request, [region, expert]);

        Assert.Equal([expert, region], ranked.Select(m => m.Candidate));
        Assert.Contains("Expert in the primary objective 6.", ranked[0].Reasons);
        Assert.Contains("Knows the region (150).", ranked[1].Reasons);
    }

    [Fact]
    public void Who_has_less_to_do_comes_first_among_equals()
    {
        var busy = Reviewer(1, c => c with { Load = 1 });
        var free = Reviewer(2);

        Assert.Equal([free, busy], ReviewerMatcher.Rank(Request, [busy, free]).Select(m => m.Candidate));
    }

    [Fact]
    public void The_order_of_the_roster_does_not_matter()
    {
        Candidate[] roster = [.. Enumerable.Range(1, 9).Select(n => Reviewer(n, c => c with { Objectives = [n % 3 * 6] }))];

        Assert.Equal(
            ReviewerMatcher.Rank(Request, roster).Select(m => m.Candidate),
            ReviewerMatcher.Rank(Request, roster.Reverse()).Select(m => m.Candidate));
    }

    [Fact]
    public void A_group_is_chosen_from_alone_and_named_among_the_reasons()
    {
        var expert = Reviewer(1, c => c with { Objectives = [6] });
        var member = Reviewer(2, c => c with { Groups = ["Elders", "Youth panel"] });
        var ofAll = Reviewer(3, c => c with { Groups = null });

        var ranked = ReviewerMatcher.Rank(Request with { Group = "youth panel" }, [expert, member, ofAll]);

        Assert.Equal([member, ofAll], ranked.Select(m => m.Candidate));
        Assert.Contains("Is in the group “youth panel”.", ranked[0].Reasons);
        Assert.Equal("Isn't in the group “youth panel”.", ReviewerMatcher.Exclusion(Request with { Group = "youth panel" }, expert));
        Assert.DoesNotContain(ReviewerMatcher.Rank(Request, [expert])[0].Reasons, reason => reason.Contains("group", StringComparison.Ordinal));
    }

    public static TheoryData<string, Candidate> Excluded => new()
    {
        { "focal point", Reviewer(1, c => c with { Email = "ANA@harbour.example" }) },
        { "implements", Reviewer(1, c => c with { Organisation = " harbour city" }) },
        { "conflict of interest", Reviewer(1, c => c with { ConflictOrganisations = ["Harbour City"] }) },
        { "language", Reviewer(1, c => c with { Languages = ["fr"] }) },
        { "2 of at most 2", Reviewer(1, c => c with { Load = 2 }) },
    };

    [Theory]
    [MemberData(nameof(Excluded))]
    public void Who_may_not_review_is_left_out_with_a_sentence(string says, Candidate candidate)
    {
        Assert.Empty(ReviewerMatcher.Rank(Request, [candidate]));
        Assert.Contains(says, ReviewerMatcher.Exclusion(Request, candidate));
    }
}
