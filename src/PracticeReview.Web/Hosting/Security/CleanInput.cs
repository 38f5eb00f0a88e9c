using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Primitives;
using PracticeReview.Practices;

namespace PracticeReview.Web.Hosting;

/// <summary>
/// Takes characters that no text can hold out of addresses and forms before any page reads them: the database and the
/// functions for texts would fail on them, each at another place. A form that can't be read at all is refused with a page.
/// </summary>
public static class CleanInput
{
    /// <summary>Cleans what comes in; after authorisation, so that nobody's body is read in vain.</summary>
    public static IApplicationBuilder UseCleanInput(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var request = context.Request;
        if (request.QueryString.HasValue && request.Query.Any(IsUnclean))
        {
            request.Query = new QueryCollection(Cleaned(request.Query));
        }

        // A page that takes files says first how much of them, and reads its texts cleanly itself. The page that explains a
        // failure is made from the same request, a second time.
        if (request.HasFormContentType && !UploadLimitAttribute.IsUpload(request) && context.Features.Get<IStatusCodeReExecuteFeature>() is null && context.Features.Get<IExceptionHandlerFeature>() is null)
        {
            try
            {
                var form = await request.ReadFormAsync(context.RequestAborted);
                if (form.Any(IsUnclean))
                {
                    request.Form = new FormCollection(Cleaned(form), form.Files);
                }
            }
            catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }
        }

        await next(context);
    });

    private static bool IsUnclean(KeyValuePair<string, StringValues> pair) => pair.Value.Any(value => value is not null && KeepableText.Clean(value) != value);

    private static Dictionary<string, StringValues> Cleaned(IEnumerable<KeyValuePair<string, StringValues>> pairs) =>
        pairs.ToDictionary(pair => pair.Key, pair => new StringValues([.. pair.Value.Select(value => value is null ? null : KeepableText.Clean(value))]));
}
