namespace Reproducible.Frosting;

/// <summary>Another task that runs after this one: <see cref="IsDependentOnAttribute"/>, said from the other end.</summary>
/// <param name="task">A public class that derives from <see cref="FrostingTask{T}"/> or <see cref="AsyncFrostingTask{T}"/>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependeeOfAttribute(Type task) : Attribute
{
    /// <summary>The class of the task that runs after.</summary>
    public Type Task { get; } = task;
}
