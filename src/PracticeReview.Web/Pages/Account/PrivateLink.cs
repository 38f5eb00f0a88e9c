using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace PracticeReview.Web.Pages.Account;

/// <summary>Links in account mails carry a proof; it must reach neither caches nor other sites.</summary>
public static class PrivateLink
{
    /// <summary>Keeps the page out of caches, and its address out of the Referer header.</summary>
    public static void Protect(HttpResponse response)
    {
        // In the words of the forms' own guard, which would otherwise log that it overrides them.
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers.Pragma = "no-cache";
        response.Headers["Referrer-Policy"] = "no-referrer";
    }

    /// <summary>A token in a form that an address can carry.</summary>
    public static string Encode(string token) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token));

    /// <summary>The token of a link; null when it is malformed.</summary>
    public static string? Decode(string? code)
    {
        try
        {
            return string.IsNullOrEmpty(code) ? null : Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(code));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
