using PracticeReview.Practices;

namespace PracticeReview.Tests.Practices;

public class ScreeningRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    private static readonly PracticeContent Enough = new()
    {
        Description = string.Join(' ', Enumerable.Repeat("word", 120)),
        Impact = "1,200 nurses recognised.",
        StartDate = new DateOnly(2023, 1, 1),
    };

    private static IReadOnlyList<ScreeningFinding> Check(PracticeContent content) => ScreeningRules.Check(content, 120, Today);

    [Fact]
    public void Enough_to_review_has_no_finding() => Assert.Empty(Check(Enough));

    [Fact]
    public void Too_few_words_are_found() =>
        Assert.Equal([ScreeningFinding.TooShort], Check(Enough with { Description = "A few words." }));

    [Fact]
    public void Impact_needs_a_figure_or_the_practice_a_link()
    {
        var vague = Enough with { Impact = "Many people benefited." };
        Assert.Equal([ScreeningFinding.NoEvidence], Check(vague));
        Assert.Empty(Check(vague with { Links = [new PracticeLink("Evaluation", "https://evaluation.example")] }));
    }

    [Fact]
    public void A_plan_is_not_a_practice() =>
        Assert.Equal([ScreeningFinding.NotImplemented], Check(Enough with { StartDate = Today.AddDays(1) }));
}
