using System.Globalization;
using PracticeReview.Practices;
using static PracticeReview.Web.Pages.Submit.FormField;

namespace PracticeReview.Web.Pages.Submit;

/// <summary>The form: what is asked about a practice, in which order and words.</summary>
public static class PracticeForm
{
    private const string Invariant = "yyyy-MM-dd";

    /// <summary>All sections, in order.</summary>
    public static readonly IReadOnlyList<FormSection> Sections =
    [
        new("basics", "The practice in brief", "Its name, what it is, and since when.",
        [
            Text(FieldKind.Line, "Title", "Title", c => c.Title, (c, v) => c with { Title = v }) with
            {
                Hint = "Concise and telling: what is done, and for whom. Spell acronyms out.", MaxCharacters = PracticeRules.TitleLength,
            },
            Text(FieldKind.One, "Language", "Language you write in", c => c.Language, (c, v) => c with { Language = v }) with
            {
                Hint = "The practice is reviewed and published in it.",
                Choices = language => Vocabulary.Languages.Select(l => new Choice(l.Key, l.Native == l.Label(language) ? l.Native : $"{l.Native} – {l.Label(language)}")),
            },
            Text(FieldKind.Area, "Summary", "Summary", c => c.Summary, (c, v) => c with { Summary = v }) with
            {
                Hint = "What a reader should know who reads nothing else.", MaxWords = PracticeRules.SummaryWords,
            },
            new("Types", FieldKind.Many, "Type of practice")
            {
                Choices = language => Vocabulary.Types.Select(term => new Choice(term.Key, term.Label(language))),
                Get = c => c.Types, Set = (c, v) => c with { Types = v },
            },
            Day("StartDate", "Began on", c => c.StartDate, (c, v) => c with { StartDate = v }) with
            {
                Hint = "Ideally after the adoption of the Global Compact in December 2018.",
            },
            Day("EndDate", "Ended on", c => c.EndDate, (c, v) => c with { EndDate = v }) with { Hint = "Leave empty when it is ongoing." },
            Tick("Ongoing", "It is ongoing", c => c.Ongoing, (c, v) => c with { Ongoing = v }),
        ]),
        new("place", "Where and for whom", "Places where it is carried out, and the people it reaches.",
        [
            Text(FieldKind.One, "Scope", "Geographic scope", c => c.Scope, (c, v) => c with { Scope = v }) with
            {
                Choices = language => Vocabulary.Scopes.Select(term => new Choice(term.Key, term.Label(language))),
            },
            new("Countries", FieldKind.Places, "Countries and regions")
            {
                Hint = "Choose the countries; whole regions only when the practice covers them.",
                Get = c => [.. c.Regions, .. c.Countries],
                Set = (c, v) => c with { Regions = [.. v.Where(key => Vocabulary.Region(key) is not null)], Countries = [.. v.Where(key => Vocabulary.Region(key) is null)] },
                Tell = (c, language) =>
                [
                    .. c.Regions.Select(key => Vocabulary.Region(key)?.Label(language) ?? key),
                    .. c.Countries.Select(key => Vocabulary.Country(key)?.Label(language) ?? key),
                ],
            },
            new("TargetPopulations", FieldKind.Many, "People it reaches")
            {
                Choices = language => Vocabulary.TargetPopulations.Select(term => new Choice(term.Key, term.Label(language))),
                Get = c => c.TargetPopulations, Set = (c, v) => c with { TargetPopulations = v },
            },
        ]),
        new("organisations", "Organisations", "Who carries it out, and who helps.",
        [
            new("Organisations", FieldKind.Organisations, "Main implementing organisations")
            {
                Get = c => [.. c.Organisations.SelectMany(o => new[] { o.Name, o.Kind })],
                Tell = (c, language) => [.. c.Organisations.Select(o => $"{o.Name} ({Vocabulary.EntityKind(o.Kind)?.Label(language) ?? o.Kind})")],
            },
            Area("Partners", "Partners and donors", "One on each line.", c => c.Partners, (c, v) => c with { Partners = v }) with { Optional = true, Rows = 4 },
        ]),
        new("compact", "Link to the Global Compact", "The objectives it serves, the principles it follows, and the goals it adds to.",
        [
            Text(FieldKind.One, "PrimaryObjective", "Primary objective", c => Number(c.PrimaryObjective), (c, v) => c with { PrimaryObjective = Number(v) }) with
            {
                Hint = "The one of the 23 objectives that it serves first.", Choices = Objectives,
            },
            new("OtherObjectives", FieldKind.Many, "Other objectives")
            {
                Hint = "Only those that it clearly serves: reviewers look at each.", Optional = true, Choices = Objectives,
                Get = c => Numbers(c.OtherObjectives), Set = (c, v) => c with { OtherObjectives = Numbers(v) },
            },
            new("Principles", FieldKind.Principles, "Guiding principles")
            {
                Hint = "Open each principle that the practice reflects and say how, in a sentence or two.",
                Get = c => [.. c.Principles.SelectMany(p => new[] { p.Principle, p.How })],
                Tell = (c, language) => [.. c.Principles.Select(p => $"{Vocabulary.Principle(p.Principle)?.Label(language) ?? p.Principle}: {p.How}")],
            },
            new("Sdgs", FieldKind.Many, "Sustainable Development Goals")
            {
                Optional = true, Choices = language => Vocabulary.Sdgs.Select(goal => new Choice(Number(goal.Number), $"{goal.Number}. {goal.Label(language)}")),
                Get = c => Numbers(c.Sdgs), Set = (c, v) => c with { Sdgs = Numbers(v) },
            },
            new("Call", FieldKind.Call, "Call for practices that it answers")
            {
                Hint = "Choose one only when the practice was written for it.", Optional = true,
                Get = c => [c.Call?.Key ?? ""],
                Tell = (c, _) => c.Call is null ? [] : [c.Call.Title],
            },
        ]),
        new("description", "What is done", "So that a colleague elsewhere can picture it.",
        [
            Area("Description", "Description", "What is done, by whom, with whom and how, step by step.", c => c.Description, (c, v) => c with { Description = v }) with { Rows = 12 },
            Area("Innovation", "What is new about it", "New in its place counts as well as new in the world.", c => c.Innovation, (c, v) => c with { Innovation = v }),
            Area("Resources", "Resources needed", "Money, people, time, partners.", c => c.Resources, (c, v) => c with { Resources = v }) with { Optional = true },
        ]),
        new("results", "Results and lessons", "What changed, for whom, and what others can learn.",
        [
            Area("Impact", "Benefit and impact", "With evidence and figures: how many, compared with what, how do you know?", c => c.Impact, (c, v) => c with { Impact = v }) with { Rows = 10 },
            Area("Lessons", "Key lessons", "What worked, what did not, and what you would do differently.", c => c.Lessons, (c, v) => c with { Lessons = v }),
            Area("Replication", "Recommendations for replication", "What someone should do, and avoid, who wants to do the same elsewhere.", c => c.Replication, (c, v) => c with { Replication = v }),
            Area("Sustainability", "What makes it last", "Funding, laws, institutions, ownership.", c => c.Sustainability, (c, v) => c with { Sustainability = v }) with { Optional = true },
        ]),
        new("links", "Links, documents and images", "Where to read more, and what shows it at a glance.",
        [
            Text(FieldKind.Line, "Website", "Website of the practice", c => c.Website, (c, v) => c with { Website = v }) with { Optional = true, Type = "url", Autocomplete = "url" },
            new("Links", FieldKind.Links, "Reports, videos, articles")
            {
                Optional = true,
                Get = c => [.. c.Links.SelectMany(link => new[] { link.Label, link.Url })],
                Tell = (c, _) => [.. c.Links.Select(link => $"{link.Label}: {link.Url}")],
            },
            new("Files", FieldKind.Files, "Documents and images")
            {
                Optional = true,
                // Only what is written: adding a file, or removing one without a word, disturbs no other window.
                Get = c => [.. c.Files.Where(f => f.PersonsAgree || f.Description.Length + f.Credit.Length > 0)
                    .SelectMany(f => new[] { f.Id.ToString(), f.Description, f.Credit, f.PersonsAgree ? "true" : "" })],
                Tell = (c, _) => [.. c.Files.Select(f => string.Join(" · ", new[] { f.Name, f.Description, f.Credit }.Where(text => text.Length > 0)))],
            },
        ]),
        new("contact", "Contact and consent", "Whom we and readers can ask, and what you agree to.",
        [
            Contact("Name", "Name of the focal point", f => f.Name, (f, v) => f with { Name = v }) with { Autocomplete = "name" },
            Contact("Title", "Position", f => f.Title, (f, v) => f with { Title = v }) with { Autocomplete = "organization-title" },
            Contact("Organisation", "Organisation", f => f.Organisation, (f, v) => f with { Organisation = v }) with { Autocomplete = "organization" },
            Contact("Email", "E-mail address", f => f.Email, (f, v) => f with { Email = v }) with { Type = "email", Autocomplete = "email" },
            Contact("Phone", "Phone", f => f.Phone, (f, v) => f with { Phone = v }) with { Hint = "With country code, like +34 910 000 000.", Type = "tel", Autocomplete = "tel" },
            Tick("ConsentPublish", "I agree that the practice is published in the repository, with the focal point's name, organisation and e-mail address.", c => c.ConsentPublish, (c, v) => c with { ConsentPublish = v }),
            Tick("ConsentContact", "I agree that editors and readers may contact the focal point about the practice.", c => c.ConsentContact, (c, v) => c with { ConsentContact = v }),
            Tick("ConsentDataProtection", "Everyone named here knows of it. The e-mail address and the phone number, which is not published, are for questions about this practice only, and are deleted on request.", c => c.ConsentDataProtection, (c, v) => c with { ConsentDataProtection = v }),
        ]),
    ];

    /// <summary>The section with this key; null when there is none.</summary>
    public static FormSection? Section(string? key) => Sections.FirstOrDefault(section => section.Key == key);

    private static FormField Area(string name, string label, string hint, Func<PracticeContent, string> get, Func<PracticeContent, string, PracticeContent> set) =>
        Text(FieldKind.Area, name, label, get, set) with { Hint = hint, MaxCharacters = PracticeRules.Texts.Single(rule => rule.Field == name).AtMost };

    private static FormField Contact(string name, string label, Func<FocalPoint, string> get, Func<FocalPoint, string, FocalPoint> set) =>
        Text(FieldKind.Line, "FocalPoint." + name, label, c => get(c.FocalPoint), (c, v) => c with { FocalPoint = set(c.FocalPoint, v) });

    private static FormField Day(string name, string label, Func<PracticeContent, DateOnly?> get, Func<PracticeContent, DateOnly?, PracticeContent> set) =>
        Text(FieldKind.Date, name, label, c => get(c)?.ToString(Invariant, CultureInfo.InvariantCulture) ?? "",
            (c, v) => set(c, v.Length == 0 ? null : DateOnly.ParseExact(v, Invariant, CultureInfo.InvariantCulture)));

    private static FormField Tick(string name, string label, Func<PracticeContent, bool> get, Func<PracticeContent, bool, PracticeContent> set) =>
        Text(FieldKind.Tick, name, label, c => get(c) ? "true" : "", (c, v) => set(c, v.Length > 0));

    private static IEnumerable<Choice> Objectives(string language) =>
        Vocabulary.Objectives.Select(objective => new Choice(Number(objective.Number), $"{objective.Number}. {objective.Title(language)}"));

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static int? Number(string text) => text.Length == 0 ? null : int.Parse(text, CultureInfo.InvariantCulture);

    private static IReadOnlyList<string> Numbers(IReadOnlyList<int> numbers) => [.. numbers.Select(number => Number(number))];

    private static IReadOnlyList<int> Numbers(IReadOnlyList<string> texts) => [.. texts.Select(text => Number(text)).OfType<int>()];
}
