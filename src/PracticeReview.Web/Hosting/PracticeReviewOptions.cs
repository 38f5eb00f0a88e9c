namespace PracticeReview.Web.Hosting;

/// <summary>
/// Settings of the product itself, in the section "PracticeReview" of appsettings.json, or in environment variables
/// such as <c>PracticeReview__DataFolder</c>. They are checked at start; a bad value stops the start.
/// </summary>
public sealed class PracticeReviewOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "PracticeReview";

    /// <summary>
    /// Folder of the private database and of what the product generates for itself. Default: PracticeReview in the
    /// user's local application data; /var/lib/practice-review as root.
    /// </summary>
    public string? DataFolder { get; set; }

    /// <summary>
    /// Whether to load sample practices, reviewers and accounts. Default: in Development on the private database.
    /// </summary>
    public bool? SampleData { get; set; }

    /// <summary>Password of the sample accounts; default: generated once per data folder.</summary>
    public string? SamplePassword { get; set; }

    /// <summary>
    /// Address under which people reach the product, used for links in mails, such as "https://practices.example.org".
    /// Default: the first address that the server listens on.
    /// </summary>
    public string? PublicAddress { get; set; }

    /// <summary>
    /// Addresses of reverse proxies whose X-Forwarded-For, -Proto and -Host headers are believed, such as "10.0.0.5".
    /// Default: none but loopback.
    /// </summary>
    public string[] TrustedProxies { get; set; } = [];

    /// <summary>Whether this process works off background jobs. At least one process of an installation has to.</summary>
    public bool Jobs { get; set; } = true;

    /// <summary>Whether addresses that ask too often are slowed down.</summary>
    public bool RateLimits { get; set; } = true;

    /// <summary>Days for which the journal of a workflow is kept after its end.</summary>
    public int JournalDays { get; set; } = 730;

    /// <summary>The settings of a configuration, checked.</summary>
    /// <exception cref="StartException">A value is not usable; the message says what to write.</exception>
    public static PracticeReviewOptions From(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        foreach (var flag in new[] { nameof(SampleData), nameof(Jobs), nameof(RateLimits) })
        {
            if (section[flag] is { Length: > 0 } text && !bool.TryParse(text, out _))
            {
                throw new StartException($"{Section}__{flag} is \"{text}\". Write true or false.");
            }
        }

        if (section[nameof(JournalDays)] is { Length: > 0 } days && !(int.TryParse(days, out var number) && number > 0))
        {
            throw new StartException($"{Section}__{nameof(JournalDays)} is \"{days}\". Write a number of days, such as 730.");
        }

        var options = section.Get<PracticeReviewOptions>() ?? new PracticeReviewOptions();
        return options.Problem() is { } problem ? throw new StartException(problem) : options;
    }

    private string? Problem()
    {
        if (SamplePassword is { } password && (password.Length < 10 || password.Distinct().Count() < 4))
        {
            return $"{Section}__{nameof(SamplePassword)} is too simple. Write at least 10 characters, 4 of them different, or leave it out to get a generated one.";
        }

        if (PublicAddress is not (null or "") && !(Uri.TryCreate(PublicAddress, UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https" && address is { Query: "", Fragment: "" }))
        {
            return $"{Section}__{nameof(PublicAddress)} is \"{PublicAddress}\". Write a full web address, such as https://practices.example.org.";
        }

        return TrustedProxies.FirstOrDefault(proxy => !System.Net.IPAddress.TryParse(proxy, out _)) is { } bad
            ? $"{Section}__{nameof(TrustedProxies)} contains \"{bad}\". Write IP addresses, such as 10.0.0.5."
            : null;
    }
}
