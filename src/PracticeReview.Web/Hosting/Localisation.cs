using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace PracticeReview.Web.Hosting;

/// <summary>Languages of the pages, and how a request gets its one.</summary>
public static class Localisation
{
    /// <summary>Languages that pages are written in (ISO 639-1), the fallback first, each with its own name.</summary>
    public static readonly IReadOnlyList<(string Code, string Name)> Languages = [("en", "English"), ("es", "Español"), ("fr", "Français")];

    /// <summary>Adds string localisers and the choice of a language by query, cookie and browser, in this order.</summary>
    public static IServiceCollection AddProductLocalisation(this IServiceCollection services) => services
        .AddLocalization()
        .Configure<RequestLocalizationOptions>(options =>
        {
            var codes = Languages.Select(language => language.Code).ToArray();
            options.SetDefaultCulture(codes[0]).AddSupportedCultures(codes).AddSupportedUICultures(codes);
            options.FallBackToParentCultures = options.FallBackToParentUICultures = true;
        });

    /// <summary>Sets the culture of each request, and remembers one that was chosen with "?culture=".</summary>
    public static IApplicationBuilder UseProductLocalisation(this IApplicationBuilder app) => app
        .UseRequestLocalization()
        .Use((context, next) =>
        {
            if (context.Request.Query["culture"] is [{ } chosen, ..] && IsLanguage(chosen))
            {
                RememberLanguage(context, chosen);
            }

            return next(context);
        });

    /// <summary>Whether pages exist in the language with this two-letter code.</summary>
    public static bool IsLanguage(string? code) => Languages.Any(language => language.Code == code);

    /// <summary>Keeps the language in the cookie that later requests are read by.</summary>
    public static void RememberLanguage(HttpContext context, string code) => context.Response.Cookies.Append(
        CookieRequestCultureProvider.DefaultCookieName,
        CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(code)),
        new CookieOptions { MaxAge = TimeSpan.FromDays(365), IsEssential = true, SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = context.Request.IsHttps });

    /// <summary>The address of this request in another language, for links and "hreflang".</summary>
    public static string InLanguage(this HttpRequest request, string code)
    {
        var query = request.Query.Where(pair => pair.Key != "culture")
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value))
            .Append(KeyValuePair.Create("culture", (string?)code));
        return request.PathBase + request.Path + QueryString.Create(query);
    }

    /// <summary>Two-letter code of the language of this request.</summary>
    public static string CurrentLanguage => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
}
