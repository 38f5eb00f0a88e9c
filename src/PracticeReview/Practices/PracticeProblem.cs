namespace PracticeReview.Practices;

/// <summary>Something that keeps a practice from being submitted.</summary>
/// <param name="Field">Path of the field in <see cref="PracticeContent"/>, such as "Title" or "Organisations[0].Kind".</param>
/// <param name="Sentence">What to do, in English, as a format string; also the key of its translations (<see cref="PracticeSentences"/>).</param>
/// <param name="Arguments">Values for the sentence.</param>
public sealed record PracticeProblem(string Field, string Sentence, params object[] Arguments)
{
    /// <summary>The field is empty, rather than filled in wrongly.</summary>
    public bool IsMissing { get; init; }

    /// <summary>An answer that is needed and not there.</summary>
    internal static PracticeProblem Missing(string field, string sentence) => new(field, sentence) { IsMissing = true };
}
