using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Workflows.Tests.Execution;

public class EmailTests
{
    [Fact]
    public async Task An_email_goes_to_the_host_with_everything_that_the_definition_says()
    {
        using var simulation = new Simulation();
        await simulation.RunAsync(Flow.Workflow(Flow.Sequence(Flow.Activity("m", "Elsa.SendEmail",
            ("from", Flow.Literal("desk@practices.example")), ("to", Flow.Expression("Object", "[\"a@x.example\", \"b@x.example\"]")), ("cc", Flow.Literal("c@x.example; d@x.example")),
            ("subject", Flow.Expression("Liquid", "X is {{ Variables.X }}")), ("body", Flow.Literal("<p>Hello</p>")),
            ("attachments", Flow.Js("[{fileName: 'a.txt', contentType: 'text/plain', content: 'aGVsbG8='}, {name: 'b.txt', content: 'hello!'}]"))))));

        var email = Assert.Single(simulation.Emails);
        Assert.Equal(("desk@practices.example", "a@x.example|b@x.example", "c@x.example|d@x.example", ""), (email.From, string.Join('|', email.To), string.Join('|', email.Cc), string.Join('|', email.Bcc)));
        Assert.Equal(("X is 0", "<p>Hello</p>"), (email.Subject, email.Body));
        Assert.Equal(["a.txt text/plain hello", "b.txt application/octet-stream hello!"], email.Attachments.Select(a => $"{a.FileName} {a.ContentType} {Encoding.UTF8.GetString(a.Content)}"));
    }

    [Fact]
    public async Task Without_a_sender_it_is_a_fault_and_with_one_that_is_registered_it_is_sent_once_under_a_stable_key()
    {
        var sent = new List<OutgoingEmail>();
        using var simulation = new Simulation();
        var definition = Flow.Workflow(Flow.Sequence(Flow.Activity("m", "Elsa.SendEmail", ("to", Flow.Literal("a@x.example")))));
        var instance = WorkflowInstance.Of(definition, "i", Simulation.Start);
        await simulation.Runner.StartAsync(definition, instance, simulation.Services);
        Assert.Contains("registered no EmailSender", Assert.Single(instance.Incidents).Message);

        var services = new ServiceCollection().AddSingleton<EmailSender>((email, _) =>
        {
            sent.Add(email);
            return ValueTask.CompletedTask;
        }).BuildServiceProvider();
        var key = instance.Incidents[0].ActivityInstanceId;
        await simulation.Runner.RetryAsync(definition, instance, key, services);

        Assert.Equal(WorkflowSubStatus.Finished, instance.SubStatus);
        Assert.Equal(key, Assert.Single(sent).Key);
    }

    [Fact]
    public async Task What_can_not_be_sent_goes_the_way_of_errors_where_there_is_one()
    {
        using var simulation = new Simulation();
        var instance = await simulation.RunAsync(Flow.Workflow(Flow.Sequence(
            Flow.Activity("m", "Elsa.SendEmail", ("to", Flow.Literal(" ")), ("error", Flow.Write("no recipient"))),
            Flow.Write("on"),
            Flow.Activity("n", "Elsa.SendEmail", ("to", Flow.Literal("a@x.example")), ("attachments", new JsonArray("https://elsewhere.example/file"))))));

        Assert.Equal(["no recipient", "on"], simulation.Lines);
        Assert.Equal(("n", "Attachments"), (Assert.Single(instance.Incidents).ActivityId, instance.Incidents[0].Input));
    }
}
