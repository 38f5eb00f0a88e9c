using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeReview.Audit;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Pages.Admin;

/// <summary>A page of the review desk: for editors and administrators unless it asks for more.</summary>
[Authorize(Policy = Policies.Editor)]
public abstract class AdminPage(TimeProvider time) : PageModel
{
    /// <summary>The moment the page was asked for (UTC).</summary>
    public DateTimeOffset Now { get; } = time.GetUtcNow();

    /// <summary>Who is at the desk.</summary>
    protected Actor Actor => User.Actor();
}
