using System.Security.Cryptography;

namespace PracticeReview.Web.Hosting;

/// <summary>The folder in which the product keeps its private database and what it generated; one process at a time uses it.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; }

    /// <summary>Makes the folder when it is missing and takes it for this process until disposal.</summary>
    /// <param name="configured">Path from the settings; null or empty for the default.</param>
    /// <exception cref="StartException">Another process uses the folder, or it cannot be written.</exception>
    public static DataFolder Open(string? configured)
    {
        var path = System.IO.Path.GetFullPath(string.IsNullOrWhiteSpace(configured) ? Default() : configured);
        try
        {
            Directory.CreateDirectory(path);
            var held = new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new DataFolder(path, held);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StartException($"The data folder {path} can't be written. Name another with PracticeReview__DataFolder.", e);
        }
        catch (IOException e) when (File.Exists(System.IO.Path.Combine(path, "lock")))
        {
            throw new StartException($"Another PracticeReview is already running on the data folder {path}. Stop it first, or name another folder with PracticeReview__DataFolder.", e);
        }
        catch (IOException e)
        {
            throw new StartException($"The data folder {path} can't be made: {e.Message} Name another with PracticeReview__DataFolder.", e);
        }
    }

    /// <summary>A password that is generated once and kept in a file of the folder which only its owner can read.</summary>
    public string KeptPassword(string name)
    {
        var file = System.IO.Path.Combine(Path, name);
        if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: >= 10 } kept)
        {
            return kept;
        }

        const string letters = "abcdefghjkmnpqrstuvwxyz23456789";
        var groups = Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(letters, 4));
        var password = string.Join('-', groups);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(file, options);
        writer.WriteLine(password);
        return password;
    }

    /// <inheritdoc />
    public void Dispose() => _lock.Dispose();

    // Root's home is closed to the account that PostgreSQL runs under, so root gets a folder outside of it.
    private static string Default()
    {
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
        {
            return "/var/lib/practice-review";
        }

        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return local.Length > 0
            ? System.IO.Path.Combine(local, "PracticeReview")
            : System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"PracticeReview-{Environment.UserName}");
    }
}
