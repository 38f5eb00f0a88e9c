using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PracticeReview.Web.Pages.Account;

/// <summary>The page asked for is not for this account.</summary>
[AllowAnonymous]
public sealed class DeniedModel : PageModel
{
    /// <summary>Says so, with status 403.</summary>
    public void OnGet() => Response.StatusCode = StatusCodes.Status403Forbidden;
}
