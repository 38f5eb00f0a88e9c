using Microsoft.AspNetCore.Http.Extensions;

namespace PracticeReview.Web.Pages.Admin;

/// <summary>Which part of a long list is shown.</summary>
/// <param name="Page">1, 2, …</param>
/// <param name="Size">Rows on a page.</param>
/// <param name="Total">Rows in all.</param>
public sealed record Paging(int Page, int Size, int Total)
{
    private const int LastPage = 100_000;

    /// <summary>Number of pages; at least 1.</summary>
    public int Pages => Math.Max(1, (Total + Size - 1) / Size);

    /// <summary>Rows before this page.</summary>
    public int Skip => (Page - 1) * Size;

    /// <summary>A page number from an address, brought into what can be asked for.</summary>
    public static int Number(int page) => Math.Clamp(page, 1, LastPage);

    /// <summary>The address of another page of the list, with everything else of this request's query.</summary>
    public static string Address(HttpRequest request, int page)
    {
        var query = new QueryBuilder(request.Query.Where(pair => pair.Key != "p").SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? "")))
        {
            { "p", page.ToString(System.Globalization.CultureInfo.InvariantCulture) },
        };
        return request.Path + query.ToString();
    }
}
