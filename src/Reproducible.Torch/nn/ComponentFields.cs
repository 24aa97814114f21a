using System.Reflection;

namespace Reproducible.Torch;

/// <summary>Which fields of a module's class may hold a part of it, and under which name.</summary>
internal static class ComponentFields
{
    /// <summary>Instance fields, private ones of base classes included; the base class's come first, as they were constructed.</summary>
    internal static IEnumerable<FieldInfo> Of(Type type)
    {
        const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        var own = type.GetFields(Declared).Where(field =>
            typeof(torch.nn.Module).IsAssignableFrom(field.FieldType)
            || typeof(torch.Tensor).IsAssignableFrom(field.FieldType)
            || field.FieldType.IsInterface
            || field.FieldType == typeof(object));
        return type.BaseType is { } parent && parent.Assembly != typeof(torch).Assembly
            ? Of(parent).Concat(own)
            : own;
    }

    internal static string NameOf(FieldInfo field) =>
        field.GetCustomAttribute<ComponentNameAttribute>()?.Name
        ?? (field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name);
}
