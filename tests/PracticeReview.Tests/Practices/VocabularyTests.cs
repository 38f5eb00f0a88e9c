using PracticeReview.Practices;

namespace PracticeReview.Tests.Practices;

public class VocabularyTests
{
    private static readonly string[] ReaderLanguages = ["en", "es", "fr"];

    [Fact]
    public void Lists_are_complete()
    {
        Assert.Equal(Enumerable.Range(1, 23), Vocabulary.Objectives.Select(o => o.Number));
        Assert.Equal(Enumerable.Range(1, 17), Vocabulary.Sdgs.Select(s => s.Number));
        Assert.Equal(10, Vocabulary.Principles.Count);
        Assert.Equal(8, Vocabulary.Types.Count);
        Assert.Equal(["local", "national", "regional", "global"], Vocabulary.Scopes.Select(s => s.Key));
        Assert.Equal(14, Vocabulary.EntityKinds.Count);
        Assert.Equal(5, Vocabulary.Regions.Count(r => r.Parent is null));
        Assert.Equal(22, Vocabulary.Regions.Count(r => r.Parent is not null));
        Assert.Equal(248, Vocabulary.Countries.Count);
        Assert.Subset(Vocabulary.Languages.Select(l => l.Key).ToHashSet(), new HashSet<string> { "en", "es", "fr", "ar", "pt", "ru", "zh" });
    }

    [Fact]
    public void Every_label_exists_in_the_three_languages_of_readers()
    {
        var texts = Vocabulary.Objectives.SelectMany(o => new[] { o.Titles, o.ShortLabels })
            .Concat(Vocabulary.Sdgs.Select(s => s.Labels))
            .Concat(Vocabulary.Regions.Select(r => r.Labels))
            .Concat(Vocabulary.Countries.Select(c => c.Labels))
            .Concat(Vocabulary.Languages.Select(l => l.Labels))
            .Concat(new[] { Vocabulary.Principles, Vocabulary.Types, Vocabulary.Scopes, Vocabulary.EntityKinds, Vocabulary.TargetPopulations }
                .SelectMany(list => list).Select(t => t.Labels));

        Assert.All(texts, text => Assert.All(ReaderLanguages, language => Assert.True(text.Has(language), $"{text} has no {language}")));
    }

    [Fact]
    public void Keys_are_unique()
    {
        IEnumerable<string>[] lists =
        [
            Vocabulary.Principles.Select(t => t.Key), Vocabulary.Types.Select(t => t.Key), Vocabulary.Scopes.Select(t => t.Key),
            Vocabulary.EntityKinds.Select(t => t.Key), Vocabulary.TargetPopulations.Select(t => t.Key),
            Vocabulary.Countries.Select(c => c.Code), Vocabulary.Regions.Select(r => r.Code), Vocabulary.Languages.Select(l => l.Key),
        ];
        Assert.All(lists, list => Assert.Equal(list.Distinct().Count(), list.Count()));
    }

    [Fact]
    public void Every_country_lies_in_a_sub_region_and_every_sub_region_in_a_region()
    {
        Assert.All(Vocabulary.Regions.Where(r => r.Parent is not null), r => Assert.Null(Vocabulary.Region(r.Parent!)!.Parent));
        Assert.All(Vocabulary.Countries, c => Assert.NotNull(Vocabulary.Region(c.Region)!.Parent));
        Assert.All(Vocabulary.Regions, r => Assert.NotEmpty(Vocabulary.CountriesOf(r.Code)));
    }

    [Fact]
    public void Suggested_goals_exist() =>
        Assert.All(Vocabulary.Objectives, o => Assert.All(o.RelatedSdgs, n => Assert.NotNull(Vocabulary.Sdg(n))));

    [Theory]
    [InlineData("es", "Retorno y reintegración dignos")]
    [InlineData("fr-CA", "Retour digne et réintégration durable")]
    [InlineData("ar", "Dignified return and reintegration")]
    public void Labels_come_in_the_language_asked_for_or_in_English(string language, string expected)
    {
        Assert.Equal(expected, Vocabulary.Objective(21)!.Short(language));
        Assert.Equal(expected, Vocabulary.Label(VocabularyKind.Objective, "21", language));
    }

    [Fact]
    public void Unknown_keys_have_no_entry()
    {
        Assert.Null(Vocabulary.Objective(24));
        Assert.Null(Vocabulary.Country("XX"));
        Assert.Null(Vocabulary.Type("Programme"));
        Assert.All(Enum.GetValues<VocabularyKind>(), kind => Assert.Null(Vocabulary.Label(kind, "no such key", "en")));
    }

    [Fact]
    public void Regions_of_countries_are_their_sub_regions_and_regions_each_once()
    {
        Assert.Equal(["002", "011", "013", "019"], Vocabulary.RegionsOf(["SN", "gh", "HN", "nowhere"]));
        Assert.Equal(["005", "009", "019"], Vocabulary.WithParents(["005", "009", "999"]));
    }

    [Fact]
    public void Countries_are_sorted_as_the_reader_expects()
    {
        var french = Vocabulary.CountriesIn("fr").Select(c => c.Code).ToList();

        Assert.InRange(french.IndexOf("EG"), french.IndexOf("DJ"), french.IndexOf("ES")); // Égypte after Djibouti, not after Z
        Assert.Equal(Vocabulary.Countries.Count, french.Count);
    }
}
