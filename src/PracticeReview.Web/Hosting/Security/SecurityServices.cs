using System.Net;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;

namespace PracticeReview.Web.Hosting;

/// <summary>Everything that guards the pages: policies, forms, cookies, limits, headers, logs and error pages.</summary>
public static class SecurityServices
{
    /// <summary>Adds the guards.</summary>
    public static void AddSecurity(this WebApplicationBuilder builder, PracticeReviewOptions options)
    {
        RequestLog.Configure(builder.Logging);
        builder.Services.AddPolicies();
        builder.Services.AddRateLimits(options);
        builder.Services.AddProblemDetails();
        builder.Services.Configure<FormOptions>(forms =>
        {
            // As many fields as the longest form, and no field is cut before its page can say that it is too long.
            forms.ValueCountLimit = 2000;
            forms.ValueLengthLimit = (int)BodyLimit.Bytes;
            forms.MultipartBodyLengthLimit = UploadLimitAttribute.Bytes;
        });
        builder.Services.Configure<MvcOptions>(mvc => mvc.Filters.Add<StaleForm>());
        builder.Services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "form";
            antiforgery.Cookie.HttpOnly = true;
            // Strict would withhold the cookie when somebody comes from a mail, and the new one would spoil open forms.
            antiforgery.Cookie.SameSite = SameSiteMode.Lax;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        builder.Services.Configure<CookiePolicyOptions>(cookies =>
        {
            cookies.HttpOnly = HttpOnlyPolicy.Always;
            cookies.MinimumSameSitePolicy = SameSiteMode.Lax;
            cookies.Secure = CookieSecurePolicy.SameAsRequest;
        });
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            foreach (var proxy in options.TrustedProxies)
            {
                forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
            }
        });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
    }

    /// <summary>Puts the guards that need no account before everything else.</summary>
    public static void UseSecurity(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseMiddleware<RequestLog>();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.UseAllowedMethods();
        app.UseErrorPages();
        app.UseCookiePolicy();
        app.UseRateLimiter();
        app.UseBodyLimit();
    }
}
