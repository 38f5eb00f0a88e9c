using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Workflows.Tests.Definitions;

/// <summary>What differs between two versions, in words.</summary>
public sealed class DefinitionComparisonTests
{
    private const string Before =
        """
        {"definitionId":"d","name":"Flow","variables":[{"id":"v","name":"Count","typeName":"Int32","value":1}],"root":{"id":"f","type":"Elsa.Flowchart","activities":[
          {"id":"a","type":"Elsa.WriteLine","metadata":{"displayText":"Say hello"},"text":{"typeName":"String","expression":{"type":"Literal","value":"hello"}}},
          {"id":"b","type":"Elsa.WriteLine","name":"Bye","text":{"typeName":"String","expression":{"type":"Literal","value":"bye"}}},
          {"id":"c","type":"Elsa.Delay","timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"01:00:00"}}}],
          "connections":[{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"}},{"source":{"activity":"b","port":"Done"},"target":{"activity":"c","port":"In"}}]}}
        """;

    private static readonly ActivityRegistry Activities = new();

    private static IReadOnlyList<(ChangeKind, string)> Changes(Func<string, string> edit) =>
        [.. DefinitionComparison.Between(WorkflowDefinition.Parse(Before), WorkflowDefinition.Parse(edit(Before)), Activities).Select(c => (c.Kind, c.Sentence))];

    [Fact]
    public void Where_things_stand_in_the_drawing_is_no_change() =>
        Assert.Empty(Changes(json => json.Replace("\"metadata\":{\"displayText\":\"Say hello\"}", "\"metadata\":{\"displayText\":\"Say hello\",\"designer\":{\"position\":{\"x\":5,\"y\":6}}}", StringComparison.Ordinal)
            .Replace("\"In\"}}]", "\"In\"},\"vertices\":[]}]", StringComparison.Ordinal)));

    [Fact]
    public void Another_value_is_told_with_both() =>
        Assert.Equal([(ChangeKind.Changed, "\"Say hello\": Text is good day instead of hello.")],
            Changes(json => json.Replace("\"value\":\"hello\"", "\"value\":\"good day\"", StringComparison.Ordinal)));

    [Fact]
    public void An_expression_is_told_with_its_language() =>
        Assert.Equal([(ChangeKind.Changed, "\"Bye\": Text is JavaScript: 1 + 1 instead of bye.")],
            Changes(json => json.Replace("{\"type\":\"Literal\",\"value\":\"bye\"}", "{\"type\":\"JavaScript\",\"value\":\"1 + 1\"}", StringComparison.Ordinal)));

    [Fact]
    public void An_activity_put_in_between_is_added_and_the_way_leads_to_it() =>
        Assert.Equal(
            [
                (ChangeKind.Added, "\"Also\" is added (Write line)."),
                (ChangeKind.Rewired, "From \"Say hello\" by \"Done\" the way leads to \"Also\" instead of \"Bye\"."),
                (ChangeKind.Rewired, "From \"Also\" by \"Done\" the way leads to \"Bye\"."),
            ],
            Changes(json => json
                .Replace("{\"id\":\"c\",", "{\"id\":\"n\",\"type\":\"Elsa.WriteLine\",\"name\":\"Also\"},{\"id\":\"c\",", StringComparison.Ordinal)
                .Replace("\"target\":{\"activity\":\"b\",\"port\":\"In\"}}", "\"target\":{\"activity\":\"n\"}},{\"source\":{\"activity\":\"n\"},\"target\":{\"activity\":\"b\"}}", StringComparison.Ordinal)));

    [Fact]
    public void What_is_removed_is_told_and_that_nothing_follows() =>
        Assert.Equal(
            [(ChangeKind.Removed, "\"Delay\" is removed (Delay)."), (ChangeKind.Rewired, "From \"Bye\" by \"Done\" the way no longer leads to \"Delay\"; nothing follows.")],
            Changes(json =>
            {
                var cut = json.Replace(",{\"source\":{\"activity\":\"b\",\"port\":\"Done\"},\"target\":{\"activity\":\"c\",\"port\":\"In\"}}", "", StringComparison.Ordinal);
                var start = cut.IndexOf("{\"id\":\"c\"", StringComparison.Ordinal);
                return cut.Remove(cut.LastIndexOf(',', start), cut.IndexOf("}}}", start, StringComparison.Ordinal) + 3 - cut.LastIndexOf(',', start));
            }));

    [Fact]
    public void Of_activities_with_one_id_the_first_is_compared() =>
        Assert.Empty(Changes(json => json.Replace("{\"id\":\"c\",", "{\"id\":\"b\",\"type\":\"Elsa.WriteLine\"},{\"id\":\"c\",", StringComparison.Ordinal)));

    [Fact]
    public void The_workflow_itself_is_compared() =>
        Assert.Equal(
            [
                (ChangeKind.Added, "The variable \"Total\" is added."),
                (ChangeKind.Removed, "The variable \"Count\" is removed."),
                (ChangeKind.Changed, "The workflow is called \"Other\" instead of \"Flow\"."),
            ],
            Changes(json => json.Replace("\"name\":\"Flow\"", "\"name\":\"Other\"", StringComparison.Ordinal).Replace("\"name\":\"Count\"", "\"name\":\"Total\"", StringComparison.Ordinal)));
}
