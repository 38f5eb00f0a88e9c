namespace PracticeReview.Web.Pages.Admin;

/// <summary>Patterns for SQL's like, from what people type.</summary>
public static class LikePattern
{
    /// <summary>Finds texts that contain these words as they are typed, percent signs included.</summary>
    public static string Containing(string words) =>
        $"%{words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
