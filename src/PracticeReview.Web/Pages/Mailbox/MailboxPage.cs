using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeReview.Mail;

namespace PracticeReview.Web.Pages.Mailbox;

/// <summary>
/// A page of the built-in mailbox. It needs no sign-in, for its readers try the product out on their own machine, and
/// it is not there at all when a mail server is set or outside Development.
/// </summary>
[AllowAnonymous]
public abstract class MailboxPage(MailOptions options, IHostEnvironment environment) : PageModel
{
    /// <inheritdoc />
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!MailServices.KeepsMailbox(options, environment))
        {
            context.Result = NotFound();
        }
    }
}
