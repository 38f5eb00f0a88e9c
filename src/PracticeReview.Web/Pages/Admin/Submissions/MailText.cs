using System.Text.RegularExpressions;

namespace PracticeReview.Web.Pages.Admin.Submissions;

/// <summary>Texts of mails as editors may read them.</summary>
public static partial class MailText
{
    /// <summary>Takes every address on the web out, and everything that could be a token.</summary>
    public static string WithoutLinks(string text) => Token().Replace(Address().Replace(text, "[link]"), "[…]").Trim();

    [GeneratedRegex(@"(?:[a-z][a-z0-9+.-]*://|www\.)[^\s<>]+", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"[A-Za-z0-9_\-+/=]{40,}")]
    private static partial Regex Token();
}
