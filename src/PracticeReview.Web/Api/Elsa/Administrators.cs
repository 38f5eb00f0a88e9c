using System.Security.Claims;
using PracticeReview.Audit;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Api.Elsa;

internal static class Administrators
{
    /// <summary>The administrator of the session, as the audit trail names them.</summary>
    public static Actor Actor(this ClaimsPrincipal user) => new(
        Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!),
        user.FindFirst(AccountClaims.DisplayName)?.Value ?? user.Identity?.Name ?? "Administrator");
}
