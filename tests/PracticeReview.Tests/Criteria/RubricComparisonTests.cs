using PracticeReview.Criteria;
using PracticeReview.Practices;

namespace PracticeReview.Tests.Criteria;

public class RubricComparisonTests
{
    private static Rubric Changed(string key, Func<Criterion, Criterion> change) =>
        Rubric.Default with { Criteria = [.. Rubric.Default.Criteria.Select(c => c.Key == key ? change(c) : c)] };

    private static IReadOnlyList<string> Against(Rubric after) => RubricComparison.Between(Rubric.Default, after);

    [Fact]
    public void The_same_rubric_differs_in_nothing() => Assert.Empty(Against(Rubric.Parse(Rubric.Default.ToJson())));

    [Fact]
    public void Numbers_are_told_with_what_they_were()
    {
        Assert.Equal(["“Innovative” has weight 2.5 instead of 1."], Against(Changed("innovative", c => c with { Weight = 2.5 })));
        Assert.Equal(["“Relevant to GCM objectives and SDGs” must reach 4 instead of 3."], Against(Changed("relevant", c => c with { MustReach = 4 })));
        Assert.Equal(["“Relevant to GCM objectives and SDGs” has no level to reach any more."], Against(Changed("relevant", c => c with { MustReach = null })));
        Assert.Equal(["“Innovative” must reach 2."], Against(Changed("innovative", c => c with { MustReach = 2 })));
        Assert.Equal(["“Timely” is no longer only advisory."], Against(Changed("timely", c => c with { Advisory = false })));
    }

    [Fact]
    public void Texts_are_told_with_their_languages_and_levels()
    {
        var after = Changed("innovative", c => c with
        {
            Title = c.Title.With("fr", "Autre").With("es", ""),
            Anchors = [.. c.Anchors.Index().Select(pair => pair.Index is 1 or 3 ? pair.Item.With("en", "Else") : pair.Item)],
        });

        Assert.Equal(["The title of “Innovative” is changed (Spanish, French).", "“Innovative”: the sentences of levels 2, 4 are changed."], Against(after));
        Assert.Equal(["The introduction is changed (English)."], Against(Rubric.Default with { Introduction = Rubric.Default.Introduction.With("en", "Else") }));
    }

    [Fact]
    public void What_comes_goes_and_moves_is_told()
    {
        var criteria = Rubric.Default.Criteria.ToList();
        var fair = criteria[0] with { Key = "fair", Title = new LocalText(new Dictionary<string, string> { ["en"] = "Fair" }) };

        Assert.Equal(["“Completeness and clarity” is taken out.", "“Fair” is new, with weight 2."], Against(Rubric.Default with { Criteria = [.. criteria.SkipLast(1), fair] }));
        Assert.Equal(["The criteria are asked in another order."], Against(Rubric.Default with { Criteria = [.. Enumerable.Reverse(criteria)] }));
    }
}
