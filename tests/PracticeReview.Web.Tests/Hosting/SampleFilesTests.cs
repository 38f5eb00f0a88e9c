using PracticeReview.Practices;
using PracticeReview.Web.Hosting.SampleData;

namespace PracticeReview.Web.Tests.Hosting;

public class SampleFilesTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);
    private static readonly IReadOnlyList<SamplePractice> Practices = SampleFiles.Practices();
    private static readonly IReadOnlyList<SamplePractice> Submitted = [.. Practices.Where(p => p.Fate != SampleFate.Draft)];

    [Fact]
    public void There_are_enough_in_every_stage_and_language()
    {
        Assert.InRange(Practices.Count, 44, 60);
        Assert.InRange(Practices.Count(p => p.Fate is SampleFate.Published or SampleFate.Revised), 30, 45);
        Assert.InRange(Practices.Count(p => p.Fate is not (SampleFate.Published or SampleFate.Revised)), 12, 25);
        Assert.Equal(Enum.GetValues<SampleFate>(), Practices.Select(p => p.Fate).Distinct().Order());
        foreach (var (language, least) in new[] { ("en", 25), ("es", 8), ("fr", 6), ("pt", 2), ("ar", 2) })
        {
            Assert.True(Practices.Count(p => p.Content.Language == language) >= least, language);
        }
    }

    [Fact]
    public void What_is_handed_in_meets_the_rules_of_a_submission() => Assert.All(Submitted, practice =>
    {
        var today = Today.AddDays(-practice.SubmittedDaysAgo);
        Assert.Equal([], PracticeRules.Check(practice.Content, today).Select(problem => $"{practice.Name} {problem.Field}: {problem.Sentence}"));
    });

    [Fact]
    public void Together_they_cover_all_objectives_and_all_sub_regions()
    {
        var published = Practices.Where(p => p.Fate is SampleFate.Published or SampleFate.Revised).ToList();

        Assert.Equal(Enumerable.Range(1, 23), published.SelectMany(p => p.Content.Objectives()).Distinct().Order());
        Assert.Empty(Vocabulary.Regions.Where(r => r.Parent is not null).Select(r => r.Code).Except(Practices.SelectMany(p => p.Content.Regions)));
        Assert.Empty(Vocabulary.Scopes.Select(s => s.Key).Except(published.Select(p => p.Content.Scope)));
        Assert.Empty(Vocabulary.Principles.Select(p => p.Key).Except(published.SelectMany(p => p.Content.Principles).Select(p => p.Principle)));
    }

    [Fact]
    public void Nobody_in_them_can_be_written_to()
    {
        var addresses = Practices.Select(p => p.Content.FocalPoint.Email).Where(email => email.Length > 0)
            .Concat(SampleFiles.Reviewers(Guid.NewGuid).Select(r => r.Email))
            .Concat(SampleFiles.Accounts().Select(a => a.Email));

        Assert.All(addresses, address => Assert.EndsWith(".example", address, StringComparison.Ordinal));
        Assert.All(Practices.Select(p => p.Content.Website).Where(site => site.Length > 0), site => Assert.EndsWith(".example", new Uri(site).Host, StringComparison.Ordinal));
    }

    [Fact]
    public void Submitters_have_accounts_and_reviewers_know_the_vocabulary()
    {
        Assert.Empty(Practices.Select(p => p.Submitter).Except(SampleFiles.Accounts().Select(a => a.Email)));

        var reviewers = SampleFiles.Reviewers(Guid.NewGuid);
        Assert.Equal((12, 18), (reviewers.Count(r => r.IsInternal), reviewers.Count(r => !r.IsInternal)));
        Assert.All(reviewers, reviewer =>
        {
            Assert.All(reviewer.Objectives, n => Assert.NotNull(Vocabulary.Objective(n)));
            Assert.All(reviewer.Regions, code => Assert.NotNull(Vocabulary.Region(code)));
            Assert.All(reviewer.Languages, code => Assert.NotNull(Vocabulary.Language(code)));
            Assert.Contains(reviewer.PreferredLanguage, new[] { "en", "es", "fr" });
            Assert.NotNull(TimeZoneInfo.FindSystemTimeZoneById(reviewer.TimeZone));
        });
        Assert.Empty(Enumerable.Range(1, 23).Except(reviewers.SelectMany(r => r.Objectives)));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    [InlineData("fr")]
    public void Reviewers_have_something_to_say_in_each_language(string language)
    {
        var comments = SampleFiles.Comments(language);
        Assert.All(new[] { comments.Strong, comments.Middling, comments.Weak, comments.Editors, SampleFiles.CriterionComments(language), SampleFiles.DeclineReasons(language) }, Assert.NotEmpty);
        Assert.DoesNotContain(comments.Strong, text => language != "en" && SampleFiles.Comments("en").Strong.Contains(text));
    }
}
