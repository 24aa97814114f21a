using System.Reflection;

namespace Reproducible.Frosting;

/// <summary>Finds task classes without Cake's process: usable wherever Cake.Core.dll lies beside the tasks' assembly.</summary>
public static class TaskTypes
{
    /// <summary>The public classes in <paramref name="assembly"/> that are tasks and not abstract, in order of their full names.</summary>
    public static IReadOnlyList<Type> In(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);

        return [.. assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false } && IsTask(type))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)];
    }

    /// <summary>What <paramref name="type"/> is called on the command line: its <see cref="TaskNameAttribute"/>, or the name of the class.</summary>
    public static string NameOf(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);

        return type.GetCustomAttribute<TaskNameAttribute>(inherit: false)?.Name ?? type.Name;
    }

    internal static bool IsTask(Type type) => typeof(IFrostingTask).IsAssignableFrom(type);
}
