using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeReview.Criteria;
using PracticeReview.Reviews;
using PracticeReview.Web.Hosting;
using PracticeReview.Web.Pages.Account;

namespace PracticeReview.Web.Pages.Review;

/// <summary>What the pages behind a personal link share: only a browser that came by a link of this assignment gets in.</summary>
public abstract class ReviewPage(OpenReviewLink links, ReviewBinding binding) : PageModel
{
    /// <summary>The assignment.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>What the link is about; there is one whenever <see cref="Ended"/> is null.</summary>
    public ReviewVisit Visit { get; private set; } = null!;

    /// <summary>Why the page leads nowhere.</summary>
    public Ended? Ended { get; protected set; }

    /// <summary>The criteria of this round.</summary>
    public Rubric Rubric => Visit is null ? Rubric.Default : Visit.Rubric;

    /// <summary>Language of the page.</summary>
    public static string Language => Localisation.CurrentLanguage;

    /// <inheritdoc />
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        PrivateLink.Protect(Response);
        Response.Headers["X-Robots-Tag"] = "noindex";
    }

    /// <summary>Finds what this browser may see; otherwise the page that says why it may not.</summary>
    protected async Task<IActionResult?> EnterAsync(CancellationToken cancellation)
    {
        var opened = binding.LinkOf(HttpContext, Id) is { } link ? await links.ByIdAsync(link, cancellation) : null;
        if (opened?.Visit is not { } visit || visit.Assignment.Id != Id)
        {
            return End(new Ended(EndedKind.NotBound, null));
        }

        Visit = visit;
        return Ended.Of(opened) is { } ended ? End(ended) : null;
    }

    /// <summary>Shows why there is nothing to do here.</summary>
    protected PageResult End(Ended ended)
    {
        Ended = ended;
        Response.StatusCode = ended.Status;
        return Page();
    }

    /// <summary>The time of day of an instant where the reviewer is.</summary>
    protected string Clock(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, ReaderZone.Find(Visit.Reviewer.TimeZone) ?? TimeZoneInfo.Utc)
            .ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
