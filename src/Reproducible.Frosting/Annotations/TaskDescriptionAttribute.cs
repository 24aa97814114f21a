namespace Reproducible.Frosting;

/// <summary>The line that <c>--description</c> prints beside the task's name.</summary>
/// <param name="description">One line.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskDescriptionAttribute(string description) : Attribute
{
    /// <summary>One line.</summary>
    public string Description { get; } = description;
}
