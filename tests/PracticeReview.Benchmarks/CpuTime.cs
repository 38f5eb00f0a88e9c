using System.Diagnostics;
using Npgsql;

namespace PracticeReview.Benchmarks;

/// <summary>Processor time used so far by this process and by the processes of a PostgreSQL server: what a busy machine falsifies least.</summary>
/// <param name="Client">Milliseconds of this process.</param>
/// <param name="Server">Milliseconds of the server; 0 where there is no /proc.</param>
internal sealed record CpuTime(double Client, double Server)
{
    private const double MillisecondsPerTick = 10;

    public static async Task<CpuTime> ReadAsync(string connectionString)
    {
        using var process = Process.GetCurrentProcess();
        var client = process.TotalProcessorTime.TotalMilliseconds;
        if (!Directory.Exists("/proc/self"))
        {
            return new CpuTime(client, 0);
        }

        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select pg_backend_pid()", connection);
        var postmaster = Stat($"/proc/{await command.ExecuteScalarAsync()}")![1];
        var ticks = Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(folder[6])).Select(Stat)
            .Where(stat => stat is not null && (stat[1] == postmaster))
            .Sum(stat => long.Parse(stat![11]) + long.Parse(stat[12]));
        // What backends that have ended used is with the postmaster.
        var own = Stat($"/proc/{postmaster}")!;
        return new CpuTime(client, (ticks + own.Skip(11).Take(4).Sum(long.Parse)) * MillisecondsPerTick);
    }

    public static CpuTime operator -(CpuTime one, CpuTime other) => new(one.Client - other.Client, one.Server - other.Server);

    // From the third field (state) on, so 1 is the parent, 11 to 14 are user and system time of it and of its ended children.
    private static string[]? Stat(string folder)
    {
        try
        {
            var text = File.ReadAllText($"{folder}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
