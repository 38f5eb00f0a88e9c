using PracticeReview.Criteria;
using PracticeReview.Practices;

namespace PracticeReview.Tests.Criteria;

public class RubricTests
{
    private static LocalText Text(string english) => new(new Dictionary<string, string> { ["en"] = english });

    private static Criterion Sound(string key = "implemented") => new()
    {
        Key = key,
        Title = Text("Implemented"),
        Question = Text("Was it done?"),
        Weight = 1,
        Anchors = [Text("1"), Text("2"), Text("3"), Text("4"), Text("5")],
    };

    private static Rubric With(params Criterion[] criteria) =>
        new() { Key = "test", Title = Text("Test"), Introduction = Text("Score."), Criteria = criteria };

    [Fact]
    public void The_shipped_rubric_asks_nine_questions_with_weights_and_gates()
    {
        var rubric = Rubric.Default;

        Assert.Equal(
            [("implemented", 2, 3), ("relevant", 3, 3), ("coherent", 3, 3), ("innovative", 1, null), ("replicable", 2, null),
                ("crosscutting", 1, null), ("timely", 1, null), ("evidence", 2, null), ("clarity", 1, null)],
            rubric.Criteria.Select(c => (c.Key, c.Weight, c.MustReach)));
        Assert.Equal("timely", Assert.Single(rubric.Criteria, c => c.Advisory).Key);
    }

    [Fact]
    public void Every_text_of_the_shipped_rubric_exists_in_three_languages_and_no_anchor_repeats()
    {
        var criteria = Rubric.Default.Criteria;
        var texts = criteria.SelectMany(c => c.Anchors.Append(c.Title).Append(c.Question)).Append(Rubric.Default.Introduction).ToList();

        Assert.All(texts, text => Assert.All(new[] { "en", "es", "fr" }, language => Assert.True(text.Has(language))));
        Assert.All(new[] { "en", "es", "fr" }, language =>
            Assert.Equal(texts.Count, texts.Select(t => t.In(language)).Distinct().Count()));
    }

    [Fact]
    public void It_survives_writing_and_reading()
    {
        var again = Rubric.Parse(Rubric.Default.ToJson());

        Assert.Equal(Rubric.Default.Criteria.Select(c => c.Anchor(5).In("fr")), again.Criteria.Select(c => c.Anchor(5).In("fr")));
        Assert.Equal(Rubric.Default.Criteria.Select(c => c.MustReach), again.Criteria.Select(c => c.MustReach));
    }

    [Fact]
    public void A_sound_rubric_has_no_problems() => Assert.Empty(RubricRules.Problems(With(Sound(), Sound("relevant"))));

    public static TheoryData<string, Criterion> Unsound => new()
    {
        { "must be above 0", Sound() with { Weight = 0 } },
        { "must be above 0", Sound() with { Weight = double.NaN } },
        { "between 1 and 5", Sound() with { MustReach = 5.5 } },
        { "advisory", Sound() with { MustReach = 3, Advisory = true } },
        { "five levels; it has 4", Sound() with { Anchors = [Text("1"), Text("2"), Text("3"), Text("4")] } },
        { "needs a key", Sound(" ") },
    };

    [Theory]
    [MemberData(nameof(Unsound), DisableDiscoveryEnumeration = true)]
    public void Each_fault_of_a_criterion_is_named(string expected, Criterion criterion) =>
        Assert.Contains(expected, Assert.Single(RubricRules.Problems(With(criterion))), StringComparison.Ordinal);

    [Fact]
    public void A_rubric_needs_criteria_each_once()
    {
        Assert.Contains("at least one", Assert.Single(RubricRules.Problems(With())), StringComparison.Ordinal);
        Assert.Contains("2 times", Assert.Single(RubricRules.Problems(With(Sound(), Sound()))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{\"key\": \"x\"}")]
    [InlineData("{\"key\":\"x\",\"title\":{\"fr\":\"T\"},\"introduction\":{\"en\":\"I\"},\"criteria\":[]}")]
    [InlineData("not JSON")]
    public void What_is_no_rubric_is_refused_in_words(string json) =>
        Assert.StartsWith("The rubric ", Assert.Throws<FormatException>(() => Rubric.Parse(json)).Message, StringComparison.Ordinal);
}
