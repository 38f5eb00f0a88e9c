using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PracticeReview.Web.Hosting;

/// <summary>What the last request did, told at the top of the next page (see Pages/Shared/_Status.cshtml).</summary>
public static class StatusMessages
{
    /// <summary>Says that something was done.</summary>
    public static void Say(this PageModel page, string sentence) => page.TempData["Status"] = sentence;

    /// <summary>Says that something could not be done.</summary>
    public static void SayProblem(this PageModel page, string sentence) => page.TempData["StatusProblem"] = sentence;
}
