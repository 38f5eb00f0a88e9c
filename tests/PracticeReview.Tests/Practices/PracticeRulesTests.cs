using PracticeReview.Practices;

namespace PracticeReview.Tests.Practices;

public class PracticeRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    /// <summary>A practice that can be submitted.</summary>
    internal static readonly PracticeContent Complete = new()
    {
        Title = "One-stop service centres for migrant workers",
        Language = "en",
        Summary = "Centres where migrant workers get permits, advice and health checks in one visit.",
        StartDate = new DateOnly(2019, 4, 1),
        Ongoing = true,
        Types = ["service"],
        Scope = "national",
        Countries = ["PT"],
        Organisations = [new("Agency for Integration", "government")],
        PrimaryObjective = 15,
        OtherObjectives = [16],
        Principles = [new("people-centred", "Centres were designed with migrants.")],
        Sdgs = [10],
        TargetPopulations = ["migrants"],
        Description = new string('d', 300),
        Impact = new string('i', 200),
        Lessons = new string('l', 150),
        Replication = new string('r', 150),
        Innovation = new string('n', 100),
        FocalPoint = new() { Name = "Ana Reis", Title = "Head of service", Organisation = "Agency", Email = "ana@agency.example", Phone = "+351 210 000 000" },
        ConsentPublish = true,
        ConsentContact = true,
        ConsentDataProtection = true,
    };

    private static string[] Fields(PracticeContent content) => [.. PracticeRules.Check(content, Today).Select(problem => problem.Field)];

    [Fact]
    public void A_complete_practice_has_no_problem() => Assert.Empty(PracticeRules.Check(Complete, Today));

    [Fact]
    public void An_empty_draft_lacks_every_needed_field_and_nothing_in_it_is_wrong()
    {
        var problems = PracticeRules.Check(new PracticeContent(), Today);

        Assert.All(problems, problem => Assert.True(problem.IsMissing, problem.Field));
        Assert.Equal(
            [
                "Title", "Summary", "Types", "StartDate", "EndDate", "Scope", "TargetPopulations", "Organisations", "PrimaryObjective",
                "Principles", "Description", "Innovation", "Impact", "Lessons", "Replication", "FocalPoint.Name", "FocalPoint.Title",
                "FocalPoint.Organisation", "FocalPoint.Email", "FocalPoint.Phone", "ConsentPublish", "ConsentContact", "ConsentDataProtection",
            ],
            problems.Select(problem => problem.Field));
    }

    public static TheoryData<string, PracticeContent> WrongAt() => new()
    {
        { "Title", Complete with { Title = new string('t', 151) } },
        { "Language", Complete with { Language = "xx" } },
        { "Summary", Complete with { Summary = string.Join(' ', Enumerable.Repeat("word", 251)) } },
        { "Types", Complete with { Types = ["service", "magic"] } },
        { "StartDate", Complete with { StartDate = new DateOnly(2026, 3, 2) } },
        { "StartDate", Complete with { StartDate = new DateOnly(1019, 3, 2) } },
        { "EndDate", Complete with { EndDate = new DateOnly(2020, 1, 1) } },
        { "EndDate", Complete with { Ongoing = false, EndDate = new DateOnly(2019, 3, 31) } },
        { "EndDate", Complete with { Ongoing = false, EndDate = new DateOnly(2036, 3, 2) } },
        { "Scope", Complete with { Scope = "galactic" } },
        { "Countries", Complete with { Countries = ["PT", "XX"] } },
        { "Countries", Complete with { Regions = ["999"] } },
        { "Organisations[0].Name", Complete with { Organisations = [new(new string('o', 201), "government")] } },
        { "Organisations[0].Kind", Complete with { Organisations = [new("Agency", "club")] } },
        { "Organisations", Complete with { Organisations = [.. Enumerable.Repeat(new ImplementingOrganisation("Agency", "un"), 21)] } },
        { "PrimaryObjective", Complete with { PrimaryObjective = 24 } },
        { "OtherObjectives", Complete with { OtherObjectives = [0] } },
        { "Principles", Complete with { Principles = [new("kindness", "Always.")] } },
        { "Principles[human-rights]", Complete with { Principles = [new("human-rights", new string('p', 1001))] } },
        { "Sdgs", Complete with { Sdgs = [18] } },
        { "TargetPopulations", Complete with { TargetPopulations = ["martians"] } },
        { "Description", Complete with { Description = new string('d', 299) } },
        { "Description", Complete with { Description = new string('d', 6001) } },
        { "Sustainability", Complete with { Sustainability = new string('s', 3001) } },
        { "Partners", Complete with { Partners = new string('p', 2001) } },
        { "Website", Complete with { Website = "javascript:alert(1)" } },
        { "Website", Complete with { Website = "www.example.org" } },
        { "Links[0].Url", Complete with { Links = [new("Report", "ftp://example.org/report")] } },
        { "FocalPoint.Email", Complete with { FocalPoint = Complete.FocalPoint with { Email = "ana@agency" } } },
        { "FocalPoint.Email", Complete with { FocalPoint = Complete.FocalPoint with { Email = "Ana <ana@agency.example>" } } },
        { "FocalPoint.Phone", Complete with { FocalPoint = Complete.FocalPoint with { Phone = "call me" } } },
    };

    [Theory, MemberData(nameof(WrongAt))]
    public void What_is_wrong_is_told_at_its_field_and_nowhere_else(string field, PracticeContent content)
    {
        var problem = Assert.Single(PracticeRules.Check(content, Today));
        Assert.Equal(field, problem.Field);
        Assert.False(problem.IsMissing);
    }

    public static TheoryData<string, PracticeContent> MissingAt() => new()
    {
        { "EndDate", Complete with { Ongoing = false } },
        { "Countries", Complete with { Countries = [] } },
        { "Countries", Complete with { Scope = "regional", Countries = [] } },
        { "Organisations[0].Name", Complete with { Organisations = [new(" ", "government")] } },
        { "Organisations[0].Kind", Complete with { Organisations = [new("Agency", "")] } },
        { "Principles[human-rights]", Complete with { Principles = [new("human-rights", " ")] } },
        { "Links[0].Label", Complete with { Links = [new("", "https://example.org/report")] } },
        { "ConsentContact", Complete with { ConsentContact = false } },
    };

    [Theory, MemberData(nameof(MissingAt))]
    public void What_is_missing_is_told_at_its_field_and_nowhere_else(string field, PracticeContent content)
    {
        var problem = Assert.Single(PracticeRules.Check(content, Today));
        Assert.Equal(field, problem.Field);
        Assert.True(problem.IsMissing);
    }

    [Fact]
    public void A_global_practice_needs_no_country() =>
        Assert.Empty(PracticeRules.Check(Complete with { Scope = "global", Countries = [] }, Today));

    [Fact]
    public void Limits_are_told_with_what_there_is()
    {
        var problem = Assert.Single(PracticeRules.Check(Complete with { Summary = string.Join('\n', Enumerable.Repeat("w", 260)) }, Today));
        Assert.Equal([250, 260], problem.Arguments);
    }

    [Fact]
    public void The_limits_themselves_are_allowed() => Assert.Empty(Fields(Complete with
    {
        Title = new string('t', 150),
        Summary = string.Join(' ', Enumerable.Repeat("word", 250)),
        Description = new string('d', 6000),
        StartDate = Today,
    }));
}
