using System.Globalization;
using PracticeReview.Practices;

namespace PracticeReview.Web.Api;

/// <summary>What a file is, in a few words.</summary>
public static class FileWords
{
    /// <summary>Kind and size in the reader's format, such as "PDF, 1.2 MB".</summary>
    public static string Of(AttachedFile file)
    {
        var kind = FileKind.All.FirstOrDefault(kind => kind.MediaType == file.MediaType)?.Name;
        var size = file.Length < 1024 * 1024
            ? string.Create(CultureInfo.CurrentCulture, $"{Math.Max(1, file.Length / 1024)} kB")
            : string.Create(CultureInfo.CurrentCulture, $"{file.Length / (1024.0 * 1024):0.#} MB");
        return kind is null ? size : $"{kind}, {size}";
    }
}
