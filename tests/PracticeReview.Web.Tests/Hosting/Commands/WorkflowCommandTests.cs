using System.Text.Json;
using PracticeReview.Testing;
using PracticeReview.Web.Hosting.Commands;

namespace PracticeReview.Web.Tests.Hosting.Commands;

public sealed class WorkflowCommandTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Theory]
    [InlineData("""{"id":"a","type":"Elsa.WriteLine","text":{"expression":{"type":"JavaScript","value":"'Hello ' + getWho()"}}}""", 0, "Hello Ana\n", "")]
    [InlineData("""{"id":"a","type":"Elsa.Event","eventName":"go"}""", 3, "", "")]
    [InlineData("""{"id":"a","type":"Elsa.Fault","message":"broken"}""", 4, "", "broken")]
    [InlineData("""{"id":"a","type":"Elsa.Delay","timeSpan":"30.00:00:00"}""", 0, "", "")]
    [InlineData("""{"id":"a","type":"Elsa.Nonsense"}""", 4, "", "Elsa.Nonsense")]
    [InlineData("""{"id":"s","type":"Elsa.Sequence","activities":[{"id":"a","type":"Elsa.WriteLine"},{"id":"a","type":"Elsa.WriteLine"}]}""", 2, "", "$.root.activities[1]")]
    public async Task Run_tells_the_end_by_its_exit_code(string root, int code, string lines, string says)
    {
        await File.WriteAllTextAsync(_file, $$"""{"id":"1","definitionId":"t","name":"T","inputs":[{"name":"Who","type":"String"}],"root":{{root}}}""");
        var (exit, output, error) = await RunAsync("run", _file, "--input", "Who=Ana");

        Assert.Equal((code, lines), (exit, output));
        Assert.Contains(says, error);
    }

    [Fact]
    public async Task Validate_names_an_unknown_activity_with_its_place()
    {
        await File.WriteAllTextAsync(_file, """{"id":"1","definitionId":"t","name":"T","root":{"id":"a","type":"Elsa.Nonsense"}}""");
        var (exit, _, error) = await RunAsync("validate", _file);

        Assert.Equal(2, exit);
        Assert.Contains("$.root.type (a): There is no activity of type 'Elsa.Nonsense' here.", error);
    }

    [Fact]
    public async Task Wrong_usage_is_explained()
    {
        Assert.Equal(2, (await RunAsync()).Code);
        Assert.Contains("NAME=VALUE", (await RunAsync("run", _file, "--input", "Who")).Error);
        Assert.Contains("can't be read", (await RunAsync("validate", _file + ".none")).Error);
        Assert.Contains("not valid JSON", (await RunAsync("validate", _file)).Error);
    }

    [Fact]
    public async Task Simulate_writes_a_table_or_json_and_compares_two_files()
    {
        var shipped = Path.Combine(TestPaths.Repository, "workflows", "practice-review.json");
        var (code, table, error) = await RunAsync("simulate", shipped, "--runs", "10", "--seed", "3", "--assume", "accept=0.9", "--assume", "decline=0.1");
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("Practice review, version 1: 10 submissions simulated, seed 3\n", table);
        Assert.Matches(@"Published +\d+\.\d % +\d+\n", table);
        Assert.Matches(@"Days to decision +\d+\.\d +\d+\.\d\n", table);
        Assert.Matches(@"Mails to a reviewer +\d+\.\d +\d+\n", table);
        Assert.Contains("\nNever reached:\n", table);

        await File.WriteAllTextAsync(_file, "{\"accept\":0.9,\"decline\":0.1}");
        var (_, json, _) = await RunAsync("simulate", shipped, "--runs", "10", "--seed", "3", "--assume", _file, "--json");
        using var report = JsonDocument.Parse(json);
        Assert.Equal((10, 0.9), (report.RootElement.GetProperty("runs").GetInt32(), report.RootElement.GetProperty("assumptions").GetProperty("accept").GetDouble()));
        Assert.Equal(10, report.RootElement.GetProperty("outcomes").EnumerateArray().Sum(o => o.GetProperty("runs").GetInt32()));

        var (_, comparison, _) = await RunAsync("simulate", shipped, "--against", shipped, "--runs", "3");
        Assert.Matches(@"Reviewers asked +\d+\.\d +\d+\.\d +0\.0\n", comparison);
    }

    [Fact]
    public async Task Simulate_refuses_what_validate_refuses_and_explains_wrong_usage()
    {
        await File.WriteAllTextAsync(_file, """{"id":"1","definitionId":"t","name":"T","root":{"id":"f","type":"Elsa.Flowchart","activities":[{"id":"a","type":"Elsa.End","customProperties":{"mergeMode":"Race"}}],"connections":[]}}""");
        var (code, output, error) = await RunAsync("simulate", _file);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("$.root.activities[0].customProperties.mergeMode (a): The merge mode 'Race'", error);
        Assert.Contains("'Race'", (await RunAsync("validate", _file)).Error);

        await File.WriteAllTextAsync(_file, """{"id":"1","definitionId":"t","name":"T","root":{"id":"a","type":"Elsa.Event","eventName":"go"}}""");
        Assert.Contains("a: Elsa.Event 'go' (in 2 of 2)", (await RunAsync("simulate", _file, "--runs", "2")).Output);
        foreach (var (options, says) in new (string[], string)[]
        {
            (["--runs", "many"], "'many' after '--runs' is not a whole number."), (["--runs", "0"], "A simulation has 1 to"), (["--runs"], "A value is missing after '--runs'."),
            (["--assume", "luck=1"], "There is no assumption 'luck'."), (["--assume", "accept=2"], "accept must be 0 to 1."), (["--speed", "1"], "There is no option '--speed'."),
            (["--assume", "none.json"], "can't be read"), (["--against", "none.json"], "can't be read"),
        })
        {
            var (exit, _, told) = await RunAsync(["simulate", _file, .. options]);
            Assert.Equal(2, exit);
            Assert.Contains(says, told);
        }
    }

    public void Dispose() => File.Delete(_file);

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter();
        return (await WorkflowCommand.RunAsync(args, output, error), output.ToString(), error.ToString());
    }
}
