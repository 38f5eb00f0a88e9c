using Hangfire;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PracticeReview.Mail;

/// <summary>Registers mail.</summary>
public static class MailServices
{
    /// <summary>Adds queue, templates and dispatcher, with the mail server that the section "Mail" names.</summary>
    /// <param name="services">Where they go.</param>
    /// <param name="configuration">The product's configuration.</param>
    /// <exception cref="FormatException">A setting is not usable; the message says what to write.</exception>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        var options = MailOptions.Read(configuration);
        services.AddSingleton(options);
        services.AddSingleton<SiteOptions>();
        services.AddSingleton<MailTemplates>();
        services.AddScoped<MailTexts>();
        services.AddScoped<SaveMailText>();
        services.AddScoped<MailQueue>();
        services.AddHealthChecks().AddCheck<MailHealth>("mail");
        services.AddScoped<OutboxDispatcher>();
        services.AddScoped(provider => new OutboxSignal(provider.GetService<IBackgroundJobClient>()));
        if (options.Host.Length > 0)
        {
            services.AddScoped<MailTransport, SmtpTransport>();
        }
        else
        {
            services.AddScoped<MailTransport>(provider => KeepsMailbox(options, provider.GetRequiredService<IHostEnvironment>())
                ? ActivatorUtilities.CreateInstance<MailboxTransport>(provider)
                : new NoTransport());
        }

        return services;
    }

    /// <summary>Whether mails go to the built-in mailbox. It keeps working links, so only Development ever has it.</summary>
    public static bool KeepsMailbox(MailOptions options, IHostEnvironment environment) => options.Host.Length == 0 && environment.IsDevelopment();
}
