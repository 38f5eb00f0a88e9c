using PracticeReview.Practices;
using PracticeReview.Reviews;

namespace PracticeReview.Publishing;

/// <summary>A practice in the public repository: the text of its last round, and what the reviewers said, anonymised.</summary>
public sealed class Publication
{
    private static readonly string[] LabelLanguages = ["en", "es", "fr"];

    private Publication() { }

    /// <summary>Publishes a revision.</summary>
    public Publication(Guid practiceId, string slug, PracticeContent content, IReadOnlyList<ReviewerFeedback> feedback, RoundFindings findings, DateTimeOffset now)
    {
        PracticeId = practiceId;
        Slug = slug;
        Content = content;
        Feedback = [.. feedback];
        Findings = findings;
        PublishedAt = now;
        var facets = Facet.Of(content);
        Facets = [.. facets.Select(facet => facet.ToString())];
        Keywords = string.Join('\n', facets.SelectMany(facet => LabelLanguages.Select(facet.Label)).Append(content.Call?.Title).OfType<string>().Distinct());
    }

    /// <summary>The practice, and identity.</summary>
    public Guid PracticeId { get; private set; }

    /// <summary>Its words in the address: <c>/practices/{slug}</c>.</summary>
    public string Slug { get; private set; } = "";

    /// <summary>The text.</summary>
    public PracticeContent Content { get; private set; } = new();

    /// <summary>What the reviewers said, without names, in no telling order.</summary>
    public List<ReviewerFeedback> Feedback { get; private set; } = [];

    /// <summary>How many reviewers found each objective shown and each principle reflected.</summary>
    public RoundFindings Findings { get; private set; } = RoundFindings.None;

    /// <summary>When it appeared (UTC).</summary>
    public DateTimeOffset PublishedAt { get; private set; }

    /// <summary>What it is filtered by: <see cref="Facet.Of"/>, as text.</summary>
    public List<string> Facets { get; private set; } = [];

    /// <summary>Labels of the facets in the languages of the pages, and the title of its call, so that "Kenya" or "remesas" find it too.</summary>
    public string Keywords { get; private set; } = "";

    /// <summary>What it is filtered by in one list, in the order in which the practice names it.</summary>
    public IEnumerable<Facet> Of(VocabularyKind kind) => Facets.Select(Facet.Parse).OfType<Facet>().Where(facet => facet.Kind == kind);
}

/// <summary>A reviewer's published words.</summary>
/// <param name="IsInternal">From the UN system, or from outside.</param>
/// <param name="Comment">The comment to the submitter.</param>
public sealed record ReviewerFeedback(bool IsInternal, string Comment);
