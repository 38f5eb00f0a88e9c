using System.Security.Claims;
using PracticeReview.Audit;

namespace PracticeReview.Web.Hosting;

/// <summary>Claims that an account's cookie carries beside those of ASP.NET Core Identity.</summary>
public static class AccountClaims
{
    /// <summary>How the person is addressed.</summary>
    public const string DisplayName = "name";

    /// <summary>Who is signed in, as the audit trail names them.</summary>
    /// <exception cref="InvalidOperationException">Nobody is.</exception>
    public static Actor Actor(this ClaimsPrincipal user) => new(
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : throw new InvalidOperationException("This needs someone who is signed in."),
        user.FindFirstValue(DisplayName) ?? user.Identity?.Name ?? "");
}
