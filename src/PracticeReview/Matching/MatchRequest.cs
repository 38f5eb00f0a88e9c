namespace PracticeReview.Matching;

/// <summary>What a practice asks of its reviewers.</summary>
/// <param name="PrimaryObjective">Objective it serves first.</param>
/// <param name="Objectives">All its objectives.</param>
/// <param name="Regions">M49 codes of its regions and sub-regions.</param>
/// <param name="Language">Language it is written in (ISO 639-1).</param>
/// <param name="Organisations">Organisations of the submitter and the implementers: their people never review it.</param>
/// <param name="Emails">Addresses of the submitter and the focal point: they never review it.</param>
public sealed record MatchRequest(
    int? PrimaryObjective,
    IReadOnlyCollection<int> Objectives,
    IReadOnlyCollection<string> Regions,
    string Language,
    IReadOnlyCollection<string> Organisations,
    IReadOnlyCollection<string> Emails)
{
    /// <summary>Group of the roster that reviewers are chosen from; empty for all of it.</summary>
    public string Group { get; init; } = "";
}

/// <summary>A reviewer who could be asked, with the number of assignments under way.</summary>
public sealed record Candidate(
    Guid ReviewerId,
    string Name,
    string Email,
    string Organisation,
    bool IsInternal,
    IReadOnlyCollection<int> Objectives,
    IReadOnlyCollection<string> Regions,
    IReadOnlyCollection<string> Languages,
    IReadOnlyCollection<string> ConflictOrganisations,
    int Load,
    int MaximumLoad)
{
    /// <summary>Groups of the roster that the reviewer belongs to; null where everybody belongs to all.</summary>
    public IReadOnlyCollection<string>? Groups { get; init; } = [];
}

/// <summary>A candidate's rank for a practice, and why.</summary>
/// <param name="Candidate">The reviewer.</param>
/// <param name="Score">Higher is better.</param>
/// <param name="Reasons">Sentences for editors, in the order of weight.</param>
public sealed record Match(Candidate Candidate, double Score, IReadOnlyList<string> Reasons);
