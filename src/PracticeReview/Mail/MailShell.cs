using System.Globalization;
using System.Net;

namespace PracticeReview.Mail;

/// <summary>The HTML around every mail: one narrow column that fits a phone, without tables, images or anything to fetch.</summary>
internal static class MailShell
{
    public static string Around(string body, string language, string subject)
    {
        var direction = CultureInfo.GetCultureInfo(language).TextInfo.IsRightToLeft ? "rtl" : "ltr";
        return $$"""
            <!DOCTYPE html>
            <html lang="{{language}}" dir="{{direction}}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <title>{{WebUtility.HtmlEncode(subject)}}</title>
            <style>
            :root { color-scheme: light dark; }
            @media (prefers-color-scheme: dark) {
              .page { background: #10191d !important; }
              .sheet { background: #18252b !important; color: #e6eef0 !important; }
              .link { color: #7fd0da !important; }
              .button { background: #1b8391 !important; border-color: #1b8391 !important; color: #ffffff !important; }
              .button-quiet { color: #7fd0da !important; border-color: #7fd0da !important; }
              .quote { background: #21323a !important; border-color: #3d6a72 !important; }
              .rule { border-color: #3a4a51 !important; }
            }
            </style>
            </head>
            <body class="page" style="margin:0;padding:0;background:#f7f5f0;-webkit-text-size-adjust:100%">
            <div class="page" style="padding:16px 8px;background:#f7f5f0">
            <div style="max-width:600px;margin:0 auto;font-family:'Noto Sans',-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
            <div style="padding:16px 24px;background:#0d3140;border-bottom:4px solid #f0a63c;border-radius:8px 8px 0 0;color:#ffffff;font-size:17px;font-weight:700">{{WebUtility.HtmlEncode(SiteOptions.Name(language))}}</div>
            <div class="sheet" style="padding:28px 24px;background:#ffffff;border-radius:0 0 8px 8px;color:#12303d;font-size:16px;line-height:1.6;overflow-wrap:anywhere">
            {{body}}</div>
            </div>
            </div>
            </body>
            </html>

            """;
    }
}
