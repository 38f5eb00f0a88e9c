using PracticeReview.Publishing;

namespace PracticeReview.Tests.Publishing;

public sealed class SearchTermsTests
{
    [Fact]
    public void Words_phrases_and_exclusions_are_taken_apart()
    {
        var terms = SearchTerms.Parse("school \"health care\" -war «droit d’asile» care");
        Assert.Equal(["school", "health care", "droit d’asile", "care"], terms.Included);
        Assert.Equal(["war"], terms.Excluded);
        Assert.True(terms.EndsInWord);
    }

    [Theory]
    [InlineData("co-operation", "co-operation")]
    [InlineData("\"never closed", "never closed")]
    [InlineData("a\0b", "a", "b")]
    [InlineData("x & | ! :* <->", "x")]
    public void Hyphens_stay_and_signs_go(string typed, params string[] expected) =>
        Assert.Equal(string.Join(' ', expected), string.Join(' ', SearchTerms.Parse(typed).Included));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" - \"\" !!! ")]
    public void Nothing_to_look_for_is_empty(string? typed) => Assert.True(SearchTerms.Parse(typed).IsEmpty);

    [Fact]
    public void Length_is_limited()
    {
        var terms = SearchTerms.Parse(string.Join(' ', Enumerable.Range(0, 10_000)));
        Assert.Equal(SearchTerms.MaximumTerms, terms.Included.Count);
        Assert.True(SearchTerms.Clean(new string('x', 5000)).Length <= SearchTerms.MaximumLength);
    }

    [Fact]
    public void A_broken_surrogate_is_not_sent_to_the_database() => Assert.DoesNotContain('\ud800', SearchTerms.Clean("a\ud800b"));
}
