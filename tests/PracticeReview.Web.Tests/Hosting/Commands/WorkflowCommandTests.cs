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

    public void Dispose() => File.Delete(_file);

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter();
        return (await WorkflowCommand.RunAsync(args, output, error), output.ToString(), error.ToString());
    }
}
