using System.Text.Json;
using System.Text.Json.Serialization;
using PracticeReview.Practices;
using PracticeReview.Reviewers;

namespace PracticeReview.Web.Hosting.SampleData;

/// <summary>Where a sample practice is taken to by its workflow.</summary>
public enum SampleFate
{
    /// <summary>Stays a draft.</summary>
    Draft,

    /// <summary>Handed in just now; the invitations are out.</summary>
    Submitted,

    /// <summary>One review is in, another accepted, the third not answered.</summary>
    InReview,

    /// <summary>One reviewer accepted and let the due date pass.</summary>
    Overdue,

    /// <summary>The reviewers are close to a threshold, so an editor is asked.</summary>
    Decision,

    /// <summary>The submitter is asked for a revision.</summary>
    Revision,

    /// <summary>Published at once.</summary>
    Published,

    /// <summary>Published in a second round, after a revision.</summary>
    Revised,

    /// <summary>Declined by the reviewers' scores.</summary>
    Declined,

    /// <summary>Taken back by its submitter while under review.</summary>
    Withdrawn,
}

/// <summary>A sample practice and its story.</summary>
/// <param name="Fate">Where it is taken to.</param>
/// <param name="SubmittedDaysAgo">Days before today on which it was handed in, or begun when it stays a draft.</param>
/// <param name="Submitter">Address of the account that submits it.</param>
/// <param name="Content">The text.</param>
public sealed record SamplePractice(SampleFate Fate, int SubmittedDaysAgo, string Submitter, PracticeContent Content)
{
    /// <summary>Name of its file, without ending.</summary>
    [JsonIgnore]
    public string Name { get; init; } = "";

    /// <summary>What the submitter writes anew when a revision is asked for; given for those that are revised.</summary>
    public SampleRevision? Revision { get; init; }
}

/// <summary>Answers of a revision that replace those handed in first.</summary>
/// <param name="Impact">Benefit and impact.</param>
/// <param name="Replication">Recommendations for replication.</param>
public sealed record SampleRevision(string Impact, string Replication)
{
    /// <summary>The revised text.</summary>
    public PracticeContent Of(PracticeContent first) => first with { Impact = Impact, Replication = Replication };
}

/// <summary>A sample account.</summary>
public sealed record SampleAccount(string Email, string Name, string Role, string Organisation, string Language, string TimeZone);

/// <summary>What sample reviewers write in a language.</summary>
/// <param name="Strong">To submitters, of a practice worth publishing.</param>
/// <param name="Middling">Of one that needs work.</param>
/// <param name="Weak">Of one to decline.</param>
/// <param name="Editors">To editors only; some say nothing.</param>
public sealed record SampleComments(
    IReadOnlyList<string> Strong, IReadOnlyList<string> Middling, IReadOnlyList<string> Weak, IReadOnlyList<string> Editors);

/// <summary>The sample data, as it lies in files beside this class. Organisations and people in it are invented.</summary>
public static class SampleFiles
{
    private const string Prefix = "SampleData/";
    private static readonly Lazy<ReviewsFile> Reviews = new(() => Read<ReviewsFile>(Prefix + "reviews.json"));

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Practices in the order in which they were handed in.</summary>
    public static IReadOnlyList<SamplePractice> Practices() =>
        [.. typeof(SampleFiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix + "practices/", StringComparison.Ordinal))
            .Select(name => Read<SamplePractice>(name) with { Name = Path.GetFileNameWithoutExtension(name) })
            .OrderByDescending(practice => practice.SubmittedDaysAgo)
            .ThenBy(practice => practice.Name, StringComparer.Ordinal)];

    /// <summary>The roster, each reviewer with an id of its own.</summary>
    public static IReadOnlyList<Reviewer> Reviewers(Func<Guid> nextId) =>
        [.. Read<List<ReviewerFile>>(Prefix + "reviewers.json").Select(file => new Reviewer
        {
            Id = nextId(),
            Name = file.Name,
            Email = file.Email,
            Organisation = file.Organisation,
            IsInternal = file.IsInternal,
            Objectives = file.Objectives,
            Regions = file.Regions,
            Languages = file.Languages,
            PreferredLanguage = file.PreferredLanguage,
            TimeZone = file.TimeZone,
            MaximumLoad = file.MaximumLoad,
            ConflictOrganisations = file.ConflictOrganisations,
            Groups = file.Groups ?? [],
            IsActive = file.IsActive,
        })];

    /// <summary>Calls for practices: two whose deadline has passed, and an open one.</summary>
    public static IReadOnlyList<Call> Calls(Func<Guid> nextId, DateTimeOffset now) =>
        [.. Read<List<CallFile>>(Prefix + "calls.json").Select(file => new Call(
            nextId(), file.Key, new CallText(file.Language, file.Title, file.Text, file.WhoMaySubmit), EndOfDay(now.AddDays(file.ClosesInDays)), now.AddDays(-file.OpenedDaysAgo)))];

    /// <summary>Administrator, editor and submitters.</summary>
    public static IReadOnlyList<SampleAccount> Accounts() => Read<List<SampleAccount>>(Prefix + "accounts.json");

    /// <summary>Comments in a language of reviewers: "en", "es" or "fr".</summary>
    public static SampleComments Comments(string language)
    {
        var all = Reviews.Value;
        return language switch { "es" => all.Es, "fr" => all.Fr, _ => all.En };
    }

    /// <summary>Short comments on a criterion, in a language of reviewers.</summary>
    public static IReadOnlyList<string> CriterionComments(string language) => Texts(file => file.Criteria, language);

    /// <summary>Reasons for declining an invitation, in a language of reviewers.</summary>
    public static IReadOnlyList<string> DeclineReasons(string language) => Texts(file => file.Declines, language);

    /// <summary>The bytes of a sample document or image.</summary>
    public static byte[] Bytes(string name)
    {
        using var stream = typeof(SampleFiles).Assembly.GetManifestResourceStream(Prefix + "files/" + name)
            ?? throw new InvalidOperationException($"The product was built without the sample file {name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static DateTimeOffset EndOfDay(DateTimeOffset at) => new(at.UtcDateTime.Date.AddDays(1).AddSeconds(-1), TimeSpan.Zero);

    private static IReadOnlyList<string> Texts(Func<ReviewsFile, Dictionary<string, List<string>>> choose, string language)
    {
        var texts = choose(Reviews.Value);
        return texts.GetValueOrDefault(language) ?? texts["en"];
    }

    private static T Read<T>(string name)
    {
        using var stream = typeof(SampleFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The product was built without {name}.");
        return JsonSerializer.Deserialize<T>(stream, Json)!;
    }

    private sealed record ReviewerFile(
        string Name, string Email, string Organisation, bool IsInternal, List<int> Objectives, List<string> Regions, List<string> Languages,
        string PreferredLanguage, string TimeZone, int MaximumLoad, List<string> ConflictOrganisations, bool IsActive, List<string>? Groups);

    private sealed record CallFile(string Key, string Language, string Title, string Text, string WhoMaySubmit, int OpenedDaysAgo, int ClosesInDays);

    private sealed record ReviewsFile(
        SampleComments En, SampleComments Es, SampleComments Fr, Dictionary<string, List<string>> Criteria, Dictionary<string, List<string>> Declines);
}
