using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PracticeReview.Web.Hosting;

/// <summary>Leads on to another page.</summary>
public static class Redirects
{
    /// <summary>Redirects to an address of this site; what is filled in is escaped, because a header takes no letters beyond ASCII.</summary>
    public static RedirectResult RedirectTo(this PageModel _, FormattableString address) =>
        new(string.Format(CultureInfo.InvariantCulture, address.Format, [.. address.GetArguments().Select(part => Uri.EscapeDataString(part?.ToString() ?? ""))]));
}
