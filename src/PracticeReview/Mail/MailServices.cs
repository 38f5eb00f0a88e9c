using Hangfire;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

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
        services.AddScoped<MailQueue>();
        services.AddScoped<OutboxDispatcher>();
        services.AddScoped(provider => new OutboxSignal(provider.GetService<IBackgroundJobClient>()));
        if (options.Host.Length > 0)
        {
            services.AddScoped<MailTransport, SmtpTransport>();
        }
        else
        {
            services.AddScoped<MailTransport, MailboxTransport>();
        }

        return services;
    }
}
