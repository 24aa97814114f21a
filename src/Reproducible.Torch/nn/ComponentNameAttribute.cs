namespace Reproducible.Torch;

/// <summary>The name under which <c>RegisterComponents</c> registers a field, in place of the field's own.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ComponentNameAttribute : Attribute
{
    /// <summary>Not empty, no dot.</summary>
    public string Name { get; set; } = "";
}
