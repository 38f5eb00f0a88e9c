namespace PracticeReview.Reviewers;

/// <summary>What editors enter about a reviewer.</summary>
public sealed record ReviewerDetails
{
    /// <summary>Full name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Address that invitations go to.</summary>
    public string Email { get; init; } = "";

    /// <summary>Employer or affiliation.</summary>
    public string Organisation { get; init; } = "";

    /// <summary>Works for a UN entity of the Network.</summary>
    public bool IsInternal { get; init; }

    /// <summary>GCM objectives of expertise, by number.</summary>
    public IReadOnlyList<int> Objectives { get; init; } = [];

    /// <summary>UN M49 codes of the regions known.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Languages of reviews (ISO 639-1).</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Language of mails and pages: en, es or fr.</summary>
    public string PreferredLanguage { get; init; } = "en";

    /// <summary>IANA time zone.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Assignments at a time.</summary>
    public int MaximumLoad { get; init; } = 2;

    /// <summary>Organisations with which there is a conflict of interest.</summary>
    public IReadOnlyList<string> ConflictOrganisations { get; init; } = [];

    /// <summary>Groups of the roster.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Can be asked.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>What is known of a reviewer.</summary>
    public static ReviewerDetails Of(Reviewer reviewer) => new()
    {
        Name = reviewer.Name,
        Email = reviewer.Email,
        Organisation = reviewer.Organisation,
        IsInternal = reviewer.IsInternal,
        Objectives = reviewer.Objectives,
        Regions = reviewer.Regions,
        Languages = reviewer.Languages,
        PreferredLanguage = reviewer.PreferredLanguage,
        TimeZone = reviewer.TimeZone,
        MaximumLoad = reviewer.MaximumLoad,
        ConflictOrganisations = reviewer.ConflictOrganisations,
        Groups = reviewer.Groups,
        IsActive = reviewer.IsActive,
    };

    /// <summary>The same without blanks at the ends, without repetitions, in a steady order.</summary>
    public ReviewerDetails Tidy() => this with
    {
        Name = Name.Trim(),
        Email = Email.Trim(),
        Organisation = Organisation.Trim(),
        Objectives = [.. Objectives.Distinct().Order()],
        Regions = [.. Regions.Distinct().Order(StringComparer.Ordinal)],
        Languages = [.. Languages.Distinct()],
        ConflictOrganisations = Names(ConflictOrganisations),
        Groups = Names(Groups),
    };

    /// <summary>Enters all of it.</summary>
    public void ApplyTo(Reviewer reviewer)
    {
        reviewer.Name = Name;
        reviewer.Email = Email;
        reviewer.Organisation = Organisation;
        reviewer.IsInternal = IsInternal;
        reviewer.Objectives = [.. Objectives];
        reviewer.Regions = [.. Regions];
        reviewer.Languages = [.. Languages];
        reviewer.PreferredLanguage = PreferredLanguage;
        reviewer.TimeZone = TimeZone;
        reviewer.MaximumLoad = MaximumLoad;
        reviewer.ConflictOrganisations = [.. ConflictOrganisations];
        reviewer.Groups = [.. Groups];
        reviewer.IsActive = IsActive;
    }

    private static List<string> Names(IEnumerable<string> names) =>
        [.. names.Select(name => name.Trim()).Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
}
