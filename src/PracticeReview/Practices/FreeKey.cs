namespace PracticeReview.Practices;

/// <summary>Finds words for addresses that nothing else has.</summary>
public static class FreeKey
{
    /// <summary>The wanted words, or else the first of "words-2", "words-3", … that is not taken.</summary>
    public static string Among(IReadOnlyCollection<string> taken, string wanted) =>
        !taken.Contains(wanted) ? wanted : Enumerable.Range(2, taken.Count + 1).Select(n => $"{wanted}-{n}").First(next => !taken.Contains(next));
}
