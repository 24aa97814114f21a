namespace Reproducible.Frosting;

/// <summary>What the task is called on the command line. Without it, the name of its class.</summary>
/// <param name="name">Not empty; upper and lower case count as the same letter.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskNameAttribute(string name) : Attribute
{
    /// <summary>The name as it is typed after <c>--target=</c>.</summary>
    public string Name { get; } = name;
}
