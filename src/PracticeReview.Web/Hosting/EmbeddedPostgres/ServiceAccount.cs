using System.Diagnostics;

namespace PracticeReview.Web.Hosting.EmbeddedPostgres;

/// <summary>
/// Under whom PostgreSQL runs: this process's own user, or, because PostgreSQL refuses to run as root, an unprivileged
/// account of the machine when this process is root.
/// </summary>
public sealed record ServiceAccount(string? Name, int UserId, int GroupId)
{
    /// <summary>The account for this process.</summary>
    /// <exception cref="StartException">This process is root and the machine has no account to drop to.</exception>
    public static ServiceAccount Find()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return new ServiceAccount(null, 0, 0);
        }

        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 3).ToList();
        var fields = accounts.Find(account => account[0] == "postgres") ?? accounts.Find(account => account[0] == "nobody");
        return fields is not null && File.Exists("/usr/bin/setpriv")
            ? new ServiceAccount(fields[0], int.Parse(fields[2]), int.Parse(fields[3]))
            : throw new StartException("PostgreSQL doesn't run as root, and this machine lacks setpriv or an account to drop to. Start PracticeReview as an ordinary user, or name a database server with ConnectionStrings__Default.");
    }

    /// <summary>How to start a program under this account.</summary>
    public ProcessStartInfo Command(string program, params IEnumerable<string> arguments)
    {
        IEnumerable<string> drop = Name is null
            ? []
            : ["/usr/bin/setpriv", $"--reuid={UserId}", $"--regid={GroupId}", "--clear-groups", "--inh-caps=-all", "--"];
        string[] line = [.. drop, program, .. arguments];
        return new ProcessStartInfo(line[0], line[1..]) { UseShellExecute = false, WorkingDirectory = Path.GetPathRoot(Environment.SystemDirectory) is { Length: > 0 } root ? root : "/" };
    }

    /// <summary>Runs a program under this account to its end.</summary>
    /// <returns>Its exit code and all that it wrote.</returns>
    public async Task<(int Code, string Output)> RunAsync(string program, IEnumerable<string> arguments)
    {
        var start = Command(program, arguments);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Gives a folder and all in it to this account, to it alone.</summary>
    /// <exception cref="StartException">The account can't get there, since a folder above is closed to it.</exception>
    public async Task OwnAsync(string folder)
    {
        if (Name is null)
        {
            return;
        }

        using var chown = Process.Start("chown", ["-R", "-h", $"{UserId}:{GroupId}", folder]);
        await chown.WaitForExitAsync();
        var (code, _) = await RunAsync("/bin/sh", ["-c", "cd \"$0\"", folder]);
        if (code != 0)
        {
            throw new StartException($"PostgreSQL runs as \"{Name}\", which can't reach {folder}, because a folder above it is closed to others. Name a folder that others may enter with PracticeReview__DataFolder.");
        }
    }
}
