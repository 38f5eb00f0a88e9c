namespace PracticeReview.Reviewers;

/// <summary>An expert on the roster. Needs no account: works through personal links in mails.</summary>
public sealed class Reviewer
{
    /// <summary>Identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>Full name.</summary>
    public required string Name { get; set; }

    /// <summary>Address that invitations go to.</summary>
    public required string Email { get; set; }

    /// <summary>Employer or affiliation.</summary>
    public required string Organisation { get; set; }

    /// <summary>Works for a UN entity of the Network; otherwise external.</summary>
    public bool IsInternal { get; set; }

    /// <summary>GCM objectives of expertise, by number.</summary>
    public List<int> Objectives { get; set; } = [];

    /// <summary>UN M49 codes of the regions the reviewer knows.</summary>
    public List<string> Regions { get; set; } = [];

    /// <summary>Languages in which the reviewer can review (ISO 639-1).</summary>
    public List<string> Languages { get; set; } = ["en"];

    /// <summary>Language of mails and pages (ISO 639-1).</summary>
    public string PreferredLanguage { get; set; } = "en";

    /// <summary>IANA time zone in which due dates are told.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Assignments the reviewer takes at a time.</summary>
    public int MaximumLoad { get; set; } = 2;

    /// <summary>Organisations the reviewer declared a conflict with.</summary>
    public List<string> ConflictOrganisations { get; set; } = [];

    /// <summary>Groups of the roster that the reviewer belongs to, such as "Youth panel": a workflow may choose from one.</summary>
    public List<string> Groups { get; set; } = [];

    /// <summary>Can be asked now.</summary>
    public bool IsActive { get; set; } = true;
}
