using System.Reflection;

namespace Reproducible.Frosting;

/// <summary>Finds task classes without Cake's process: usable wherever Cake.Core.dll lies beside the tasks' assembly.</summary>
public static class TaskTypes
{
    /// <summary>The public classes in <paramref name="assembly"/> that are tasks and not abstract, in order of their full names.</summary>
    public static IReadOnlyList<Type> In(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);

        return [.. Loadable(assembly)
            .Where(type => type is { IsVisible: true, IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false } && IsTask(type))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)];
    }

    /// <summary>What <paramref name="type"/> is called on the command line: its <see cref="TaskNameAttribute"/>, or the name of the class.</summary>
    public static string NameOf(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);

        return type.GetCustomAttribute<TaskNameAttribute>(inherit: false)?.Name ?? type.Name;
    }

    internal static bool IsTask(Type type) => typeof(IFrostingTask).IsAssignableFrom(type);

    // Outside Cake there is no container, so a class that configures one (IFrostingStartup) can't be loaded. It is no task.
    private static IEnumerable<Type> Loadable(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partly) when (partly.LoaderExceptions.All(IsContainerMissing))
        {
            return partly.Types.OfType<Type>();
        }
    }

    private static bool IsContainerMissing(Exception? exception) =>
        exception is FileNotFoundException { FileName: { } name } && name.StartsWith("Microsoft.Extensions.DependencyInjection", StringComparison.Ordinal);
}
