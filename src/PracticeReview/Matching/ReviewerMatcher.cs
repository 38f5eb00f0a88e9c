namespace PracticeReview.Matching;

/// <summary>
/// Ranks reviewers for a practice. The same roster and practice always give the same order; each choice carries
/// its reasons. Who may not review (conflict, language, full load) is left out, never merely ranked low.
/// </summary>
public static class ReviewerMatcher
{
    private const double PrimaryObjectiveWeight = 4;
    private const double ObjectiveWeight = 2;
    private const double RegionWeight = 2;
    private const double FreeCapacityWeight = 1;

    /// <summary>The candidates who may review, best first.</summary>
    public static IReadOnlyList<Match> Rank(MatchRequest request, IEnumerable<Candidate> candidates) =>
        [.. candidates
            .Where(candidate => Exclusion(request, candidate) is null)
            .Select(candidate => Rate(request, candidate))
            .OrderByDescending(match => match.Score)
            .ThenBy(match => match.Candidate.Load)
            .ThenBy(match => match.Candidate.ReviewerId)];

    /// <summary>Why a candidate may not review, as a sentence for editors; null when they may.</summary>
    public static string? Exclusion(MatchRequest request, Candidate candidate)
    {
        if (request.Emails.Contains(candidate.Email, StringComparer.OrdinalIgnoreCase))
        {
            return "Submitted this practice or is its focal point.";
        }

        if (request.Organisations.Any(organisation => SameOrganisation(organisation, candidate.Organisation)))
        {
            return $"Works for {candidate.Organisation}, which submits or implements the practice.";
        }

        var conflict = candidate.ConflictOrganisations.FirstOrDefault(
            declared => request.Organisations.Any(organisation => SameOrganisation(organisation, declared)));
        if (conflict is not null)
        {
            return $"Declared a conflict of interest with {conflict}.";
        }

        if (!candidate.Languages.Contains(request.Language, StringComparer.OrdinalIgnoreCase))
        {
            return $"Doesn't review in the language of the practice ({request.Language}).";
        }

        if (request.Group.Length > 0 && candidate.Groups?.Contains(request.Group, StringComparer.OrdinalIgnoreCase) == false)
        {
            return $"Isn't in the group “{request.Group}”.";
        }

        return candidate.Load >= candidate.MaximumLoad
            ? $"Has {candidate.Load} of at most {candidate.MaximumLoad} reviews under way."
            : null;
    }

    private static Match Rate(MatchRequest request, Candidate candidate)
    {
        var reasons = new List<string>();
        var score = 0.0;

        if (request.PrimaryObjective is { } primary && candidate.Objectives.Contains(primary))
        {
            score += PrimaryObjectiveWeight;
            reasons.Add($"Expert in the primary objective {primary}.");
        }

        var shared = request.Objectives.Where(o => o != request.PrimaryObjective).Intersect(candidate.Objectives).Order().ToList();
        if (shared.Count > 0)
        {
            score += ObjectiveWeight * shared.Count / Math.Max(1, request.Objectives.Count);
            reasons.Add($"Knows objectives {string.Join(", ", shared)} of it.");
        }

        var regions = request.Regions.Intersect(candidate.Regions, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (regions.Count > 0)
        {
            score += RegionWeight;
            reasons.Add($"Knows the region ({string.Join(", ", regions)}).");
        }

        if (request.Group.Length > 0)
        {
            reasons.Add($"Is in the group “{request.Group}”.");
        }

        var free = candidate.MaximumLoad - candidate.Load;
        score += FreeCapacityWeight * free / candidate.MaximumLoad;
        reasons.Add($"Has {candidate.Load} of at most {candidate.MaximumLoad} reviews under way.");
        return new Match(candidate, score, reasons);
    }

    private static bool SameOrganisation(string one, string other) =>
        string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase) && one.Trim().Length > 0;
}
