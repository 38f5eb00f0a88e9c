using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PracticeReview.Practices;

/// <summary>A short text in several languages (ISO 639-1). English is always there and stands in for what is missing.</summary>
[JsonConverter(typeof(LocalTextConverter))]
public sealed class LocalText
{
    private readonly FrozenDictionary<string, string> _texts;

    /// <summary>Takes the texts by language.</summary>
    /// <exception cref="ArgumentException">English is missing or blank.</exception>
    public LocalText(IReadOnlyDictionary<string, string> texts)
    {
        if (!texts.TryGetValue("en", out var english) || string.IsNullOrWhiteSpace(english))
        {
            throw new ArgumentException("A text needs at least English (\"en\").", nameof(texts));
        }

        _texts = texts.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Languages there are.</summary>
    public IReadOnlyCollection<string> Languages => _texts.Keys;

    /// <summary>The text in English.</summary>
    public string English => _texts["en"];

    /// <summary>The text in a language or culture ("es", "fr-CA"), else in English.</summary>
    public string In(string language)
    {
        if (_texts.TryGetValue(language, out var text))
        {
            return text;
        }

        var dash = language.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && _texts.TryGetValue(language[..dash], out text) ? text : English;
    }

    /// <summary>Whether the language has a text of its own.</summary>
    public bool Has(string language) => Own(language).Trim().Length > 0;

    /// <summary>The text that is written in this very language; empty when none is.</summary>
    public string Own(string language) => _texts.GetValueOrDefault(language, "");

    /// <summary>The same texts with another in one language; a blank one is taken out.</summary>
    /// <exception cref="ArgumentException">English would be missing.</exception>
    public LocalText With(string language, string text)
    {
        var texts = new Dictionary<string, string>(_texts, StringComparer.OrdinalIgnoreCase);
        if (string.IsNullOrWhiteSpace(text))
        {
            texts.Remove(language);
        }
        else
        {
            texts[language] = text;
        }

        return new LocalText(texts);
    }

    /// <inheritdoc />
    public override string ToString() => English;
}

/// <summary>Reads and writes a <see cref="LocalText"/> as an object of texts by language.</summary>
public sealed class LocalTextConverter : JsonConverter<LocalText>
{
    /// <inheritdoc />
    public override LocalText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var texts = JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options)
            ?? throw new JsonException("Expected an object of texts by language.");
        try
        {
            return new LocalText(texts);
        }
        catch (ArgumentException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, LocalText value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var language in value.Languages.Order(StringComparer.Ordinal))
        {
            writer.WriteString(language, value.In(language));
        }

        writer.WriteEndObject();
    }
}
