using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeReview.Criteria;

namespace PracticeReview.Web.Pages.Repository;

/// <summary>Tells readers, submitters and reviewers how a practice is reviewed.</summary>
[AllowAnonymous]
public sealed class HowReviewWorksModel : PageModel
{
    /// <summary>The criteria.</summary>
    public Rubric Rubric => Rubric.Default;
}
