using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Web.Hosting.Commands;

/// <summary>
/// <c>workflow validate FILE</c>, <c>workflow run FILE [--with OTHER]… [--input NAME=VALUE]…</c> and <c>workflow simulate FILE …</c>:
/// a definition checked, or executed in memory on a virtual clock, once or many times.
/// </summary>
public static class WorkflowCommand
{
    private const int Finished = 0, BadUsage = 2, Waiting = 3, Faulted = 4;

    private const string Usage = """
        Usage:
          workflow validate FILE
          workflow run FILE [--with OTHER]... [--input NAME=VALUE]...
          workflow simulate FILE [--runs N] [--seed S] [--with OTHER]... [--input NAME=VALUE]...
                            [--assume FILE.json | --assume NAME=NUMBER]... [--against FILE] [--json]
        Exit code: 0 finished, valid or simulated, 2 bad usage or invalid definition, 3 still waiting, 4 faulted.
        """;

    /// <summary>Runs the command; <paramref name="args"/> without the leading "workflow". Standard output carries only what WriteLine activities write.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellation = default)
    {
        try
        {
            if (args is ["simulate", var definition, .. var settings])
            {
                await SimulateCommand.RunAsync(definition, settings, output, cancellation);
                return Finished;
            }

            return args switch
            {
                ["validate", var file] => Validate(file, error),
                ["run", var file, .. var options] => await ExecuteAsync(file, options, output, error, cancellation),
                _ => throw new UsageException(args.Length == 0 ? "Say what to do with which file." : $"'{string.Join(' ', args)}' is not understood."),
            };
        }
        catch (UsageException e)
        {
            error.WriteLine(e.Message);
            error.WriteLine(Usage);
            return BadUsage;
        }
        catch (InvalidDefinitionException e)
        {
            foreach (var problem in e.Problems)
            {
                error.WriteLine(problem);
            }

            return BadUsage;
        }
    }

    private static int Validate(string file, TextWriter error)
    {
        using var services = Services(new VirtualClock(DateTimeOffset.UtcNow));
        var definition = WorkflowFiles.Read(file);
        var validator = new DefinitionValidator(services.GetRequiredService<ActivityRegistry>());
        var problems = validator.Validate(definition);
        foreach (var problem in problems)
        {
            error.WriteLine($"{file}: {problem}");
        }

        foreach (var warning in validator.Warnings(definition))
        {
            error.WriteLine($"{file}: warning: {warning}");
        }

        return problems.Count == 0 ? Finished : BadUsage;
    }

    private static async Task<int> ExecuteAsync(string file, string[] options, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var (others, input) = ReadOptions(options);
        var clock = new VirtualClock(DateTimeOffset.UtcNow);
        await using var services = Services(clock);
        var activities = services.GetRequiredService<ActivityRegistry>();
        var simulator = new WorkflowSimulator(services, activities, clock, services.GetRequiredService<IdSource>()) { OnLine = output.WriteLine };
        var definitions = others.Select(o => (File: o, Definition: WorkflowFiles.Read(o))).ToList();
        var main = WorkflowFiles.Read(file);
        definitions.ForEach(d => simulator.Add(d.Definition));

        var validator = new DefinitionValidator(activities);
        var problems = definitions.Append((File: file, Definition: main)).SelectMany(d => validator.Validate(d.Definition).Select(p => (d.File, Problem: p))).ToList();
        problems.ForEach(p => error.WriteLine($"{p.File}: {p.Problem}"));
        if (problems.Exists(p => !p.Problem.FaultsWhenReached))
        {
            return BadUsage;
        }

        var instance = await simulator.RunAsync(main, input, cancellation);
        await output.FlushAsync(cancellation);
        foreach (var incident in simulator.Instances.SelectMany(i => i.Incidents))
        {
            error.WriteLine($"{incident.ActivityName ?? incident.ActivityId} ({incident.ActivityType}){(incident.Input is null ? "" : $", input {incident.Input}")}: {incident.Message}");
        }

        return instance.SubStatus switch
        {
            WorkflowSubStatus.Finished => Finished,
            WorkflowSubStatus.Faulted => Faulted,
            _ => Waiting,
        };
    }

    private static ServiceProvider Services(VirtualClock clock) => new ServiceCollection()
        .AddSingleton<TimeProvider>(clock)
        .AddLogging()
        .AddWorkflows(o => o.AddActivitiesFrom(typeof(PracticeReview.Data.AppDbContext).Assembly))
        .BuildServiceProvider();

    private static (List<string> Others, Dictionary<string, JsonNode?> Input) ReadOptions(string[] options)
    {
        var others = new List<string>();
        var input = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        for (var i = 0; i < options.Length; i += 2)
        {
            var value = i + 1 < options.Length ? options[i + 1] : throw new UsageException($"A value is missing after '{options[i]}'.");
            switch (options[i])
            {
                case "--with":
                    others.Add(value);
                    break;
                case "--input":
                    WorkflowFiles.AddInput(input, value);
                    break;
                default:
                    throw new UsageException($"There is no option '{options[i]}'.");
            }
        }

        return (others, input);
    }
}
