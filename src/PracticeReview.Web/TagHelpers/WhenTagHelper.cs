using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using PracticeReview.Web.Hosting;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.TagHelpers;

/// <summary>
/// <c>&lt;when at="@instant" /&gt;</c> tells an instant in the reader's time zone, which it names;
/// <c>date-only="true"</c> leaves the time of day out; <c>zone="…"</c> uses another IANA zone.
/// </summary>
public sealed class WhenTagHelper(IStringLocalizer<SharedTexts> texts) : TagHelper
{
    /// <summary>The instant; a dash when there is none.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>IANA zone; the reader's when not given.</summary>
    public string? Zone { get; set; }

    /// <summary>Leaves the time of day and the zone out.</summary>
    public bool DateOnly { get; set; }

    /// <summary>The page.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        if (At is not { } instant)
        {
            output.TagName = "span";
            output.Content.SetContent("–");
            return;
        }

        var zone = ReaderZone.Find(Zone) ?? ViewContext.HttpContext.TimeZone();
        output.TagName = "time";
        output.Attributes.SetAttribute("datetime", instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        output.Content.SetContent(DateOnly ? Date(instant, zone) : Full(instant, zone, texts));
    }

    /// <summary>Date, time and zone, such as "24 November 2026, 14:03 (Madrid time)".</summary>
    public static string Full(DateTimeOffset instant, TimeZoneInfo zone, IStringLocalizer<SharedTexts> texts)
    {
        var time = TimeZoneInfo.ConvertTime(instant, zone).ToString("HH:mm", CultureInfo.InvariantCulture);
        var city = ReaderZone.City(zone);
        return $"{Date(instant, zone)}, {time} ({(city == "UTC" ? city : texts["{0} time", city])})";
    }

    /// <summary>The date in words, such as "24 November 2026".</summary>
    public static string Date(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var culture = CultureInfo.CurrentUICulture;
        var pattern = culture.TwoLetterISOLanguageName == "es" ? "d 'de' MMMM 'de' yyyy" : "d MMMM yyyy";
        return TimeZoneInfo.ConvertTime(instant, zone).ToString(pattern, culture);
    }
}
