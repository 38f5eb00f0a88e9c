using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using PracticeReview.Web.Hosting;
using PracticeReview.Web.Hosting.EmbeddedPostgres;

namespace PracticeReview.Web.Tests.Hosting;

public sealed class StartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("practice review start ").FullName;

    public StartTests()
    {
        if (!OperatingSystem.IsWindows())
        {
            // The account that PostgreSQL drops to has to get through.
            File.SetUnixFileMode(_folder, (UnixFileMode)Convert.ToInt32("755", 8));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_serves_keeps_its_folder_to_itself_survives_a_kill_and_stops_in_order()
    {
        var settings = new Dictionary<string, string> { ["PracticeReview__DataFolder"] = _folder, ["PracticeReview__SamplePassword"] = "one password for all" };
        var data = Path.Combine(_folder, "postgres", "data");

        using (var first = ProductProcess.Start(settings))
        using (var http = new HttpClient { BaseAddress = new Uri(await first.ServingAsync()) })
        {
            Assert.Equal("Healthy", System.Text.Json.JsonDocument.Parse(await http.GetStringAsync("/health/live")).RootElement.GetProperty("status").GetString());
            Assert.Contains("one password for all", first.Output);
            Assert.Contains(_folder, first.Output);

            using var second = ProductProcess.Start(settings);
            Assert.Equal(1, await second.EndAsync());
            Assert.Contains($"already running on the data folder {_folder}", second.Output);

            await first.SignalAsync("KILL");
            await first.EndAsync();
        }

        using var third = ProductProcess.Start(settings);
        await third.ServingAsync();
        await third.SignalAsync("INT");

        Assert.Equal(0, await third.EndAsync());
        Assert.Null(Postmaster.Read(data));
    }

    [Fact]
    public async Task An_unreachable_database_is_named_without_its_password()
    {
        using var product = ProductProcess.Start(new() { ["ConnectionStrings__Default"] = "Host=127.0.0.1;Port=1;Database=reviews;Username=someone;Password=hush-hush" });

        Assert.Equal(1, await product.EndAsync());
        Assert.Contains("No connection to the database \"reviews\" at 127.0.0.1:1", product.Output);
        Assert.Contains("ConnectionStrings__Default", product.Output);
        Assert.DoesNotContain("hush-hush", product.Output);
        Assert.DoesNotContain("   at ", product.Output);
    }

    [Fact]
    public async Task A_half_made_database_is_made_anew_also_where_a_path_is_too_long_for_a_socket()
    {
        var folder = Path.Combine(_folder, new string('x', 100));
        Directory.CreateDirectory(Path.Combine(folder, "data.unfinished", "base"));

        await using var server = await PrivatePostgres.StartAsync(folder, durable: false);

        Assert.Equal("18", await AnswerAsync(server, "select split_part(current_setting('server_version'), '.', 1)"));
        Assert.Equal("", await AnswerAsync(server, "select current_setting('listen_addresses')"));
        Assert.False(Directory.Exists(Path.Combine(folder, "data.unfinished")));
    }

    [Fact]
    public async Task A_number_left_in_the_pid_file_that_belongs_to_a_stranger_now_does_no_harm()
    {
        await using (var server = await PrivatePostgres.StartAsync(_folder, durable: false))
        {
            await AnswerAsync(server, "create table kept ()");
        }

        var data = Path.Combine(_folder, "data");
        await File.WriteAllTextAsync(Postmaster.FileIn(data), $"{Environment.ProcessId}\n{data}\n{DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 60}\n5432\n{_folder}\n\n 1 1\nready   \n");

        await using var again = await PrivatePostgres.StartAsync(_folder, durable: false);
        Assert.Equal("kept", await AnswerAsync(again, "select 'kept'::regclass::text"));
    }

    [Fact]
    public async Task A_server_that_nobody_stopped_is_stopped_and_started_again()
    {
        await using (var server = await PrivatePostgres.StartAsync(_folder, durable: false))
        {
            await AnswerAsync(server, "create table kept ()");
        }

        var (data, account) = (Path.Combine(_folder, "data"), ServiceAccount.Find());
        var control = Directory.EnumerateFiles(_folder, "pg_ctl", SearchOption.AllDirectories).Single();
        var start = account.Command(control, "start", "-D", data, "-w", "-l", Path.Combine(_folder, "postgres.log"), "-o", $"-c listen_addresses= -c unix_socket_directories='\"{_folder}\"'");
        using (var process = Process.Start(start)!)
        {
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
        }

        var orphan = Postmaster.Read(data)!;
        await using var again = await PrivatePostgres.StartAsync(_folder, durable: false);

        Assert.False(orphan.IsAlive(data) && Postmaster.Read(data)!.ProcessId == orphan.ProcessId);
        Assert.Equal("kept", await AnswerAsync(again, "select 'kept'::regclass::text"));
    }

    [Theory]
    [InlineData("SamplePassword", "short", "at least 10 characters")]
    [InlineData("SampleData", "perhaps", "Write true or false")]
    [InlineData("JournalDays", "0", "Write a number of days")]
    [InlineData("PublicAddress", "practices.example.org", "such as https://practices.example.org")]
    [InlineData("TrustedProxies:0", "proxy", "Write IP addresses")]
    public void A_bad_setting_stops_the_start_with_a_sentence_that_says_what_to_write(string name, string value, string sentence)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"PracticeReview:{name}", value)]).Build();

        var problem = Assert.Throws<StartException>(() => PracticeReviewOptions.From(configuration));

        Assert.Contains(sentence, problem.Message);
        Assert.Contains($"PracticeReview__{name.Split(':')[0]}", problem.Message);
    }

    private static async Task<string?> AnswerAsync(PrivatePostgres server, string sql)
    {
        await using var connection = new Npgsql.NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() as string;
    }
}
