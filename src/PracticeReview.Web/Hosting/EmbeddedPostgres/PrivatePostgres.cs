using System.Diagnostics;
using Npgsql;

namespace PracticeReview.Web.Hosting.EmbeddedPostgres;

/// <summary>
/// A PostgreSQL server of our own, for those who name no other: made on first use in a folder, reachable only through
/// a Unix socket that its account owns, and stopped together with this process, however that ends.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private const string Owner = "practice_review";

    // A session of its own keeps Ctrl-C from the server, which must outlive our last query. Its guard waits for the end
    // of our standard input, which the system closes even when this process is killed, and then stops the server.
    private const string Guarded = """
        exec 3<&0 </dev/null >>"$0" 2>&1
        "$@" 3<&- & server=$!
        { read -r _ <&3; kill -INT $server; } & guard=$!
        wait $server; status=$?
        kill $guard 2>/dev/null
        exit $status
        """;

    private readonly string _socket;
    private readonly bool _ownSocket;
    private Process? _process;

    private PrivatePostgres(string folder, bool durable)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        // The address of a Unix socket holds 107 bytes at most, on macOS 103.
        _ownSocket = System.Text.Encoding.UTF8.GetByteCount(folder) > 80;
        _socket = _ownSocket ? Directory.CreateTempSubdirectory("practice-review-").FullName : folder;
        Ready = Task.Run(() => PrepareAsync(folder, durable));
    }

    /// <summary>Completes when the server can be used. It fails with a <see cref="StartException"/> that says why and what to do.</summary>
    public Task Ready { get; }

    /// <summary>How to connect to the product's database.</summary>
    public string ConnectionString => Connection(Owner);

    /// <summary>How to connect to a database of this server.</summary>
    public string Connection(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = _socket,
        Username = Owner,
        Database = database,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        MaxPoolSize = 60,
    }.ConnectionString;

    /// <summary>Begins to start the server, after making its data or recovering what a killed process left.</summary>
    /// <param name="folder">Folder for programs, data and log; held by this process alone, see <see cref="DataFolder"/>.</param>
    /// <param name="durable">False for tests: faster, and the data needn't survive the machine.</param>
    public static PrivatePostgres Begin(string folder, bool durable = true) => new(folder, durable);

    /// <summary>Starts the server and waits until it can be used.</summary>
    /// <inheritdoc cref="Begin" path="/param"/>
    /// <exception cref="StartException">The server can't be started; the message says why and what to do.</exception>
    public static async Task<PrivatePostgres> StartAsync(string folder, bool durable = true)
    {
        var server = Begin(folder, durable);
        try
        {
            await server.Ready;
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private async Task PrepareAsync(string folder, bool durable)
    {
        var account = ServiceAccount.Find();
        var binaries = PostgresBinaries.Prepare(folder);
        await account.OwnAsync(folder);
        var data = Path.Combine(folder, "data");
        await PostgresData.PrepareAsync(data, binaries, account, durable);
        if (_ownSocket)
        {
            await account.OwnAsync(_socket);
        }

        _process = await LaunchAsync(binaries, account, data, _socket, Path.Combine(folder, "postgres.log"), durable);
        await MakeDatabaseAsync();
    }

    private static async Task<Process> LaunchAsync(
        PostgresBinaries binaries, ServiceAccount account, string data, string socket, string log, bool durable)
    {
        string[] settings =
        [
            "listen_addresses=", $"unix_socket_directories=\"{socket}\"", "unix_socket_permissions=0700", "max_connections=200",
            "timezone=UTC", "log_timezone=UTC", .. durable ? Array.Empty<string>() : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"],
        ];
        string[] server = [binaries["postgres"], "-D", data, .. settings.SelectMany(setting => new[] { "-c", setting })];

        // A server that died leaves processes of its connections behind for a moment; until they end, the data is taken.
        for (var attempt = 1; ; attempt++)
        {
            var process = Launch(account, server, data, log);
            if (await IsReadyAsync(process, data))
            {
                return process;
            }

            var words = LastWords(log);
            process.Dispose();
            if (attempt == 10 || !words.Contains("still in use", StringComparison.Ordinal))
            {
                throw new StartException($"The private PostgreSQL doesn't start: {words} Its log is {log}.");
            }

            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    private static Process Launch(ServiceAccount account, string[] server, string data, string log)
    {
        var start = OperatingSystem.IsWindows()
            ? account.Command(server[0], server[1..])
            : account.Command(File.Exists("/usr/bin/setsid") ? "/usr/bin/setsid" : "/usr/bin/env", ["/bin/sh", "-c", Guarded, log, .. server]);
        start.RedirectStandardInput = true;
        start.WorkingDirectory = data;
        return Process.Start(start)!;
    }

    private static async Task<bool> IsReadyAsync(Process process, string data)
    {
        var launched = DateTimeOffset.UtcNow.AddSeconds(-1);
        while (!process.HasExited)
        {
            if (Postmaster.Read(data) is { IsReady: true } postmaster && postmaster.StartedAt >= launched)
            {
                return true;
            }

            await Task.Delay(20);
        }

        return false;
    }

    private static string LastWords(string log) =>
        File.Exists(log) && File.ReadLines(log).LastOrDefault(line => line.Contains("FATAL", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf("FATAL", StringComparison.Ordinal) + 6)..].Trim() + "."
            : "it wrote no reason.";

    private async Task MakeDatabaseAsync()
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Connection("postgres")) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var find = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection) { Parameters = { new() { Value = Owner } } };
        if (await find.ExecuteScalarAsync() is null)
        {
            await using var make = new NpgsqlCommand($"create database {Owner}", connection);
            await make.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Stops the server: running statements are rolled back, the data is left complete.</summary>
    public async ValueTask DisposeAsync()
    {
        await Ready.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        NpgsqlConnection.ClearAllPools();
        if (_process is not null)
        {
            await StopAsync(_process);
        }

        if (_ownSocket)
        {
            Directory.Delete(_socket, recursive: true);
        }
    }

    private static async Task StopAsync(Process process)
    {
        try
        {
            // Windows has neither guard nor signals; PostgreSQL recovers from its write-ahead log at the next start.
            if (OperatingSystem.IsWindows())
            {
                process.Kill(entireProcessTree: true);
            }

            process.StandardInput.Close();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }
}
