namespace PracticeReview.Practices;

/// <summary>
/// What a submitter writes about a practice: the fields of the Hub's form. Values of vocabularies are keys;
/// texts are plain text, with blank lines between paragraphs. A draft may hold anything; <see cref="PracticeRules"/>
/// says what a submission needs.
/// </summary>
public sealed record PracticeContent
{
    /// <summary>Descriptive, concise title.</summary>
    public string Title { get; init; } = "";

    /// <summary>Language the practice is written in (ISO 639-1).</summary>
    public string Language { get; init; } = "en";

    /// <summary>At most 250 words.</summary>
    public string Summary { get; init; } = "";

    /// <summary>When implementation began.</summary>
    public DateOnly? StartDate { get; init; }

    /// <summary>When it ended; null when <see cref="Ongoing"/>.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>Still being implemented.</summary>
    public bool Ongoing { get; init; }

    /// <summary>Keys of practice types.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Key of the geographic scope.</summary>
    public string Scope { get; init; } = "";

    /// <summary>ISO 3166-1 alpha-2 codes.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>UN M49 codes of regions and sub-regions.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Main implementing organisations.</summary>
    public IReadOnlyList<ImplementingOrganisation> Organisations { get; init; } = [];

    /// <summary>Partner and donor organisations.</summary>
    public string Partners { get; init; } = "";

    /// <summary>Number of the GCM objective that the practice serves first (1 to 23).</summary>
    public int? PrimaryObjective { get; init; }

    /// <summary>Numbers of further objectives.</summary>
    public IReadOnlyList<int> OtherObjectives { get; init; } = [];

    /// <summary>Guiding principles and how each is reflected.</summary>
    public IReadOnlyList<PrincipleReflected> Principles { get; init; } = [];

    /// <summary>Numbers of Sustainable Development Goals.</summary>
    public IReadOnlyList<int> Sdgs { get; init; } = [];

    /// <summary>Keys of target populations.</summary>
    public IReadOnlyList<string> TargetPopulations { get; init; } = [];

    /// <summary>The call for practices that this answers, if any.</summary>
    public CallAnswered? Call { get; init; }

    /// <summary>What is done, by whom and how.</summary>
    public string Description { get; init; } = "";

    /// <summary>Benefit and impact, with evidence and figures.</summary>
    public string Impact { get; init; } = "";

    /// <summary>Key lessons.</summary>
    public string Lessons { get; init; } = "";

    /// <summary>Recommendations to those who want to replicate it.</summary>
    public string Replication { get; init; } = "";

    /// <summary>What is new about it.</summary>
    public string Innovation { get; init; } = "";

    /// <summary>What makes it last.</summary>
    public string Sustainability { get; init; } = "";

    /// <summary>Resources needed.</summary>
    public string Resources { get; init; } = "";

    /// <summary>Links to more.</summary>
    public IReadOnlyList<PracticeLink> Links { get; init; } = [];

    /// <summary>Documents and images.</summary>
    public IReadOnlyList<AttachedFile> Files { get; init; } = [];

    /// <summary>Website of the practice.</summary>
    public string Website { get; init; } = "";

    /// <summary>Whom to contact.</summary>
    public FocalPoint FocalPoint { get; init; } = new();

    /// <summary>Agrees to publication.</summary>
    public bool ConsentPublish { get; init; }

    /// <summary>Agrees to be contacted.</summary>
    public bool ConsentContact { get; init; }

    /// <summary>Has read the data-protection notice.</summary>
    public bool ConsentDataProtection { get; init; }

    /// <summary>All objectives, the primary one first, each once.</summary>
    public IReadOnlyList<int> Objectives() =>
        [.. (PrimaryObjective is { } first ? new[] { first } : []).Concat(OtherObjectives).Distinct()];
}

/// <summary>An organisation that implements the practice, and the key of its kind of entity.</summary>
public sealed record ImplementingOrganisation(string Name, string Kind);

/// <summary>A guiding principle by key, and how the practice reflects it.</summary>
public sealed record PrincipleReflected(string Principle, string How);

/// <summary>A link and the words that stand for it.</summary>
public sealed record PracticeLink(string Label, string Url);

/// <summary>A call by key, and its title as it was when the practice named it.</summary>
public sealed record CallAnswered(string Key, string Title);

/// <summary>A document or image of a practice, and what its submitter says about it. The bytes are in <see cref="StoredFile"/>.</summary>
/// <param name="Id">Identity of the stored file.</param>
/// <param name="Name">Name it is downloaded under.</param>
/// <param name="MediaType">What it is, by its signature.</param>
/// <param name="Length">Number of bytes.</param>
public sealed record AttachedFile(Guid Id, string Name, string MediaType, long Length)
{
    /// <summary>Pixels from side to side; 0 for documents.</summary>
    public int Width { get; init; }

    /// <summary>Pixels from top to bottom; 0 for documents.</summary>
    public int Height { get; init; }

    /// <summary>Of an image, what it shows, for those who can't see it; of a document, what it is.</summary>
    public string Description { get; init; } = "";

    /// <summary>Who made it or owns it.</summary>
    public string Credit { get; init; } = "";

    /// <summary>Everyone who can be recognised in the image agreed to its publication, or nobody can be.</summary>
    public bool PersonsAgree { get; init; }

    /// <summary>An image that pages show, rather than a document to download.</summary>
    public bool IsImage => MediaType.StartsWith("image/", StringComparison.Ordinal);
}

/// <summary>The person to ask about a practice.</summary>
public sealed record FocalPoint
{
    /// <summary>Full name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Position held.</summary>
    public string Title { get; init; } = "";

    /// <summary>Organisation the person works for.</summary>
    public string Organisation { get; init; } = "";

    /// <summary>E-mail address.</summary>
    public string Email { get; init; } = "";

    /// <summary>Phone number, with country code.</summary>
    public string Phone { get; init; } = "";
}
