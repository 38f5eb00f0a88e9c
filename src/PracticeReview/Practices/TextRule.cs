namespace PracticeReview.Practices;

/// <summary>Limits of one of the longer texts.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="AtLeast">Characters at least.</param>
/// <param name="AtMost">Characters at most.</param>
/// <param name="IsOptional">May be left empty.</param>
/// <param name="Read">Gets the text.</param>
public sealed record TextRule(string Field, int AtLeast, int AtMost, bool IsOptional, Func<PracticeContent, string> Read)
{
    /// <summary>What is wrong with the text, if anything.</summary>
    internal IEnumerable<PracticeProblem> Problems(PracticeContent content)
    {
        var text = Read(content).Trim();
        if (KeepableText.IsBlank(text))
        {
            if (!IsOptional)
            {
                yield return PracticeProblem.Missing(Field, PracticeSentences.TextMissing);
            }
        }
        else if (text.Length < AtLeast)
        {
            yield return new(Field, PracticeSentences.TooShort, AtLeast, text.Length);
        }
        else if (text.Length > AtMost)
        {
            yield return new(Field, PracticeSentences.TooLong, AtMost, text.Length);
        }
    }
}
