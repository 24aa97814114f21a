namespace Reproducible.Frosting;

/// <summary>Another task that runs before this one.</summary>
/// <param name="task">A public class that derives from <see cref="FrostingTask{T}"/> or <see cref="AsyncFrostingTask{T}"/>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependentOnAttribute(Type task) : Attribute
{
    /// <summary>The class of the task that runs before.</summary>
    public Type Task { get; } = task;
}
