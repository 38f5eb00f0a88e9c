namespace PracticeReview.Mail;

/// <summary>How the product is called and reached, for links in mails.</summary>
public sealed class SiteOptions
{
    /// <summary>Address under which people reach the product, without a slash at the end.</summary>
    public string BaseUrl { get; set; } = "http://localhost:5080";

    /// <summary>The address of a page.</summary>
    /// <param name="path">Path that begins with a slash.</param>
    public string Address(string path) => BaseUrl.TrimEnd('/') + path;

    /// <summary>The repository's name in a language.</summary>
    public static string Name(string language) => language switch
    {
        "es" => "Repositorio de prácticas",
        "fr" => "Inventaire des pratiques",
        _ => "Repository of Practices",
    };
}
