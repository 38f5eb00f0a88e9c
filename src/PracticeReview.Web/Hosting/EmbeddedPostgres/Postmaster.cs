namespace PracticeReview.Web.Hosting.EmbeddedPostgres;

/// <summary>What PostgreSQL writes about itself into postmaster.pid, a file of its data folder.</summary>
/// <param name="ProcessId">Process of the server.</param>
/// <param name="StartedAt">Start of the server, in whole seconds (UTC).</param>
/// <param name="IsReady">Whether it takes connections.</param>
public sealed record Postmaster(int ProcessId, DateTimeOffset StartedAt, bool IsReady)
{
    /// <summary>Reads the file; null when it is absent or not written completely.</summary>
    public static Postmaster? Read(string data)
    {
        try
        {
            var lines = File.ReadAllLines(FileIn(data));
            return lines.Length >= 3 && int.TryParse(lines[0], out var process) && long.TryParse(lines[2], out var started)
                ? new Postmaster(process, DateTimeOffset.FromUnixTimeSeconds(started), lines.Length >= 8 && lines[7].Trim() == "ready")
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Path of the file.</summary>
    public static string FileIn(string data) => Path.Combine(data, "postmaster.pid");

    /// <summary>Whether the process still runs and is a server on this data folder, not a stranger that got its number.</summary>
    public bool IsAlive(string data)
    {
        if (OperatingSystem.IsLinux())
        {
            var commandLine = $"/proc/{ProcessId}/cmdline";
            try
            {
                return File.Exists(commandLine) && File.ReadAllText(commandLine).Split('\0').Contains(data);
            }
            catch (IOException)
            {
                return false;
            }
        }

        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(ProcessId);
            return process.ProcessName == "postgres";
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
