namespace Reproducible.Frosting.Registration;

/// <summary>Everything that would keep the engine from running these tasks, found before it is given any of them.</summary>
internal static class TaskFaults
{
    /// <param name="tasks">All tasks of all added assemblies.</param>
    /// <param name="context">The context's type; null when it could not be made, and then no task is held against it.</param>
    /// <param name="taken">Names of tasks that the script has registered itself.</param>
    /// <returns>One sentence a fault; empty when the tasks can run.</returns>
    internal static IReadOnlyList<string> In(IReadOnlyList<TaskDefinition> tasks, Type? context, IEnumerable<string> taken) =>
    [
        .. tasks.SelectMany(task => FaultsOf(task, context)),
        .. Duplicates(tasks, taken.ToHashSet(StringComparer.OrdinalIgnoreCase)),
        .. tasks.SelectMany(task => FaultsOfEdges(task, tasks.Select(other => other.Type).ToHashSet())),
        .. new TaskGraph(tasks).Cycles().Select(cycle =>
            $"Tasks wait for each other: {string.Join(" -> ", cycle.Select(TaskTypes.NameOf))} (read '->' as 'depends on'). Remove one of these dependencies."),
    ];

    private static IEnumerable<string> FaultsOf(TaskDefinition task, Type? context)
    {
        if (string.IsNullOrWhiteSpace(task.Name))
        {
            yield return $"{task.Type} has an empty [TaskName]. Name it, or remove the attribute.";
        }

        if (ContextType.OfTask(task.Type) is not { } wanted)
        {
            yield return $"{task.Type} implements {nameof(IFrostingTask)} only. Derive it from FrostingTask<T> or AsyncFrostingTask<T>.";
        }
        else if (context is not null && !wanted.IsAssignableFrom(context))
        {
            yield return $"Task '{task.Name}' runs in a {wanted.Name}, the host's context is a {context.Name}. Call UseContext<{wanted.Name}>().";
        }
    }

    private static IEnumerable<string> Duplicates(IReadOnlyList<TaskDefinition> tasks, HashSet<string> taken) => tasks
        .GroupBy(task => task.Name, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Count() > 1 || taken.Contains(group.Key))
        .Select(group =>
            $"The name '{group.Key}' is used by "
            + string.Join(" and ", group.Select(task => task.Type.ToString()).Concat(taken.Contains(group.Key) ? ["the script"] : []))
            + ". Give each task a name of its own with [TaskName].");

    private static IEnumerable<string> FaultsOfEdges(TaskDefinition task, HashSet<Type> known) =>
    [
        .. task.DependsOn.Where(other => !known.Contains(other)).Select(other => $"Task '{task.Name}' depends on {WhyUnknown(other)}"),
        .. task.DependeeOf.Where(other => !known.Contains(other)).Select(other => $"Task '{task.Name}' is to run before {WhyUnknown(other)}"),
    ];

    private static string WhyUnknown(Type other) =>
        !TaskTypes.IsTask(other) ? $"{other}, which is not a task. Name a class that derives from FrostingTask<T> or AsyncFrostingTask<T>."
        : other.IsAbstract || !other.IsVisible || other.IsGenericTypeDefinition
            ? $"{other}, which is never registered. A task's class is public, not abstract and not an open generic."
        : $"{other} of the assembly {other.Assembly.GetName().Name}, which the host does not know. Call AddAssembly(typeof({other.Name}).Assembly).";
}
