using System.Globalization;
using System.Text;

namespace PracticeReview.Practices;

/// <summary>A file that passed: what it is, and its bytes as they are kept.</summary>
public sealed record CheckedFile(string Name, FileKind Kind, byte[] Bytes, int Width, int Height);

/// <summary>What files a practice can have.</summary>
public static class FileRules
{
    /// <summary>Bytes of a file at most.</summary>
    public const int LargestFile = 25 * 1024 * 1024;

    /// <summary>Files of a practice at most.</summary>
    public const int MostFiles = 10;

    /// <summary>Bytes at most of all files of all practices of an account.</summary>
    public const long MostOfAccount = 1024L * 1024 * 1024;

    /// <summary>Characters of a description at most.</summary>
    public const int DescriptionLength = 500;

    /// <summary>Pixels of an image at most; more would stop the browsers of readers.</summary>
    public const long MostPixels = 100_000_000;

    private const int NameLength = 120;

    /// <summary>What a file input may offer.</summary>
    public static string Accept { get; } = string.Join(',', FileKind.All.SelectMany(kind => kind.Extensions));

    /// <summary>
    /// Looks at a file that was sent. What it is, is told by its content; name and content have to agree. Of images,
    /// everything is taken out that tells of the place, the device or the author.
    /// </summary>
    /// <param name="sentName">The name as the browser sent it.</param>
    /// <param name="bytes">All of it, or more than <see cref="LargestFile"/> of it.</param>
    /// <returns>The file, or what is wrong with it.</returns>
    public static (CheckedFile? File, PracticeProblem? Problem) Check(string sentName, byte[] bytes)
    {
        var name = CleanName(sentName);
        if (FileKind.Of(name) is not { } kind)
        {
            return Refuse(PracticeSentences.FileOfOtherKind, name);
        }

        if (bytes.Length == 0)
        {
            return Refuse(PracticeSentences.FileEmpty, name);
        }

        if (bytes.Length > LargestFile)
        {
            return Refuse(PracticeSentences.FileTooLarge, name);
        }

        if (!kind.HasSignature(bytes))
        {
            return Refuse(PracticeSentences.FileIsAnother, name, kind.Name);
        }

        if (!kind.MediaType.StartsWith("image/", StringComparison.Ordinal))
        {
            return FileKind.HasMacros(bytes) ? Refuse(PracticeSentences.FileHasMacros, name) : (new(name, kind, bytes, 0, 0), null);
        }

        if (ImageCleaning.Clean(bytes) is not { } image)
        {
            return Refuse(PracticeSentences.FileIsAnother, name, kind.Name);
        }

        return (long)image.Width * image.Height > MostPixels
            ? Refuse(PracticeSentences.ImageTooLarge, name)
            : (new(name, kind, image.Bytes, image.Width, image.Height), null);
    }

    /// <summary>What keeps the files of a practice from being handed in.</summary>
    public static IEnumerable<PracticeProblem> Problems(PracticeContent content)
    {
        if (content.Files.Count > MostFiles)
        {
            yield return new("Files", PracticeSentences.TooManyRows, MostFiles);
        }

        foreach (var file in content.Files)
        {
            var field = FieldOf(file);
            if (file.IsImage && string.IsNullOrWhiteSpace(file.Description))
            {
                yield return new(field + ".Description", PracticeSentences.AlternativeMissing) { IsMissing = true };
            }
            else if (file.Description.Length > DescriptionLength)
            {
                yield return new(field + ".Description", PracticeSentences.TooLong, DescriptionLength, file.Description.Length);
            }

            if (file.Credit.Length > PracticeRules.LineLength)
            {
                yield return new(field + ".Credit", PracticeSentences.TooLong, PracticeRules.LineLength, file.Credit.Length);
            }

            if (file is { IsImage: true, PersonsAgree: false })
            {
                yield return new(field + ".PersonsAgree", PracticeSentences.PersonsMissing) { IsMissing = true };
            }
        }
    }

    /// <summary>Path of a file in <see cref="PracticeProblem.Field"/>, to which the name of its field is added.</summary>
    public static string FieldOf(AttachedFile file) => $"Files[{file.Id:N}]";

    /// <summary>
    /// A name that is safe to show and to save under: no folders, no characters that steer a terminal, a file system or
    /// the direction of writing, and not too long. Its ending stays.
    /// </summary>
    public static string CleanName(string sent)
    {
        var last = sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
        {
            var isSafe = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) && rune != Rune.ReplacementChar;
            if (isSafe && !(rune.IsAscii && "<>:\"|?*;%".Contains((char)rune.Value)))
            {
                kept.Append(rune);
            }
        }

        var name = kept.ToString().Normalize(NormalizationForm.FormC).TrimEnd(' ', '.');
        var ending = Path.GetExtension(name);
        var stem = name[..^ending.Length].Trim(' ', '.');
        if (stem.Length == 0)
        {
            (stem, ending) = ending.Length > 1 ? ("file", ending) : ("file", "");
        }

        ending = ending.Length > 10 ? "" : ending;
        var most = NameLength - ending.Length;
        if (stem.Length > most)
        {
            stem = stem[..(char.IsHighSurrogate(stem[most - 1]) ? most - 1 : most)];
        }

        return stem + ending;
    }

    private static (CheckedFile? File, PracticeProblem? Problem) Refuse(string sentence, params object[] arguments) =>
        (null, new PracticeProblem("Files", sentence, arguments));
}
