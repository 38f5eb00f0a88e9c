using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeReview.Criteria;

namespace PracticeReview.Web.Pages.Repository;

/// <summary>Tells readers, submitters and reviewers how a practice is reviewed.</summary>
[AllowAnonymous]
public sealed class HowReviewWorksModel(Rubrics rubrics) : PageModel
{
    /// <summary>The criteria, where a workflow chooses no others.</summary>
    public Rubric Rubric { get; private set; } = Rubric.Default;

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancellation) => Rubric = await rubrics.DefaultAsync(cancellation);
}
