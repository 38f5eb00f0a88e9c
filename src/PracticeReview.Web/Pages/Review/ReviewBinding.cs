using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using PracticeReview.Reviews;

namespace PracticeReview.Web.Pages.Review;

/// <summary>
/// Binds a browser to one assignment: a protected cookie that names the link it came by. Whether that link still opens
/// is asked on every request, so that revoking a link ends the browsers that came by it. No other assignment opens.
/// </summary>
public sealed class ReviewBinding(IDataProtectionProvider protection, TimeProvider time)
{
    private readonly IDataProtector _protector = protection.CreateProtector("PracticeReview.Review.Binding.v1");

    /// <summary>Binds the browser that sent this request until the link expires.</summary>
    public void Bind(HttpContext context, ReviewVisit visit)
    {
        var value = _protector.Protect($"{visit.Assignment.Id:N}{visit.Link.Id:N}");
        // Under both paths: the pages of the review need it, and the mail's link can lead straight there.
        foreach (var path in new[] { "/review", "/r" })
        {
            context.Response.Cookies.Append(NameOf(visit.Assignment.Id), value, new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                IsEssential = true,
                Path = path,
                MaxAge = visit.Link.ExpiresAt - time.GetUtcNow(),
            });
        }
    }

    /// <summary>The link by which this browser was bound to the assignment; null when it wasn't.</summary>
    public Guid? LinkOf(HttpContext context, Guid assignmentId)
    {
        if (context.Request.Cookies[NameOf(assignmentId)] is not { Length: > 0 } value)
        {
            return null;
        }

        try
        {
            var text = _protector.Unprotect(value);
            return text.Length == 64 && text.StartsWith(assignmentId.ToString("N"), StringComparison.Ordinal) && Guid.TryParseExact(text[32..], "N", out var link)
                ? link
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string NameOf(Guid assignmentId) => $"review-{assignmentId:N}";
}
