namespace PracticeReview.Web.Pages.Admin.Workflows;

/// <summary>The list of instances.</summary>
public sealed class InstancesModel(TimeProvider time) : StudioPage(time)
{
    /// <inheritdoc />
    public override StudioElement Studio { get; } = new("elsa-workflow-instance-list");
}
