namespace PracticeReview.Practices;

/// <summary>What is asked of a practice's website and links.</summary>
internal static class LinkRules
{
    private const int LinkLength = 2000;

    /// <summary>Problems in the order of the form.</summary>
    public static IEnumerable<PracticeProblem> Problems(PracticeContent c)
    {
        if (!string.IsNullOrWhiteSpace(c.Website) && !IsWebAddress(c.Website))
        {
            yield return new("Website", PracticeSentences.NotALink);
        }

        if (c.Links.Count > PracticeRules.Rows)
        {
            yield return new("Links", PracticeSentences.TooManyRows, PracticeRules.Rows);
        }

        foreach (var (number, link) in c.Links.Index())
        {
            if (string.IsNullOrWhiteSpace(link.Label))
            {
                yield return PracticeProblem.Missing($"Links[{number}].Label", PracticeSentences.NameMissing);
            }
            else if (link.Label.Length > PracticeRules.LineLength)
            {
                yield return new($"Links[{number}].Label", PracticeSentences.TooLong, PracticeRules.LineLength, link.Label.Length);
            }

            if (!IsWebAddress(link.Url))
            {
                yield return new($"Links[{number}].Url", PracticeSentences.NotALink);
            }
        }
    }

    private static bool IsWebAddress(string text) =>
        text.Length <= LinkLength && Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") && uri.Host.Contains('.');
}
