using PracticeReview.Practices;
using PracticeReview.Publishing;

namespace PracticeReview.Tests.Publishing;

public sealed class FacetTests
{
    [Fact]
    public void A_country_brings_its_regions_and_unknown_values_are_left_out()
    {
        var content = new PracticeContent { Language = "xx", Countries = ["KE", "ke", "ZZ"], Types = ["policy", "nonsense"], PrimaryObjective = 7, OtherObjectives = [7, 99, 3] };
        Assert.Equal(
            ["objective:7", "objective:3", "region:002", "region:014", "country:KE", "type:policy"],
            Facet.Of(content).Select(facet => facet.ToString()));
    }

    [Fact]
    public void Reads_what_it_writes()
    {
        var facet = new Facet(VocabularyKind.Principle, "human-rights");
        Assert.Equal(facet, Facet.Parse(facet.ToString()));
        Assert.Null(Facet.Parse("nonsense:1"));
        Assert.Null(Facet.Parse("sdg:1"));
        Assert.Null(Facet.Parse(""));
    }
}
