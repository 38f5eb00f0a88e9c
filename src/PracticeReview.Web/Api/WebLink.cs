namespace PracticeReview.Web.Api;

/// <summary>Addresses that people wrote, and that may become links.</summary>
public static class WebLink
{
    /// <summary>The address when it is an absolute http or https one; else null: "javascript:" and its like are no links.</summary>
    public static Uri? Of(string? text) =>
        Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0 ? address : null;
}
