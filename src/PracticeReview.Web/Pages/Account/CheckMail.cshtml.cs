using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PracticeReview.Web.Pages.Account;

/// <summary>Says that a mail is on its way, in the same words whether or not the address is known.</summary>
[AllowAnonymous]
public sealed class CheckMailModel : PageModel
{
    /// <summary>"confirm" or "reset".</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }
}
