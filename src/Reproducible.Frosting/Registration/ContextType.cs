namespace Reproducible.Frosting.Registration;

/// <summary>The context a task or lifetime is written for: the type argument of the base class it derives from.</summary>
internal static class ContextType
{
    private static readonly HashSet<Type> TaskBases = [typeof(FrostingTask<>), typeof(AsyncFrostingTask<>)];

    private static readonly HashSet<Type> LifetimeBases =
    [
        typeof(FrostingLifetime<>), typeof(FrostingSetup<>), typeof(FrostingTeardown<>),
        typeof(FrostingTaskLifetime<>), typeof(FrostingTaskSetup<>), typeof(FrostingTaskTeardown<>),
    ];

    /// <summary>Null when <paramref name="task"/> derives from neither of the two task bases.</summary>
    internal static Type? OfTask(Type task) => TaskBase(task)?.GenericTypeArguments[0];

    /// <summary>Null when <paramref name="lifetime"/> implements an interface alone.</summary>
    internal static Type? OfLifetime(Type lifetime) => BaseIn(LifetimeBases, lifetime)?.GenericTypeArguments[0];

    /// <summary>The constructed FrostingTask or AsyncFrostingTask that <paramref name="task"/> derives from.</summary>
    internal static Type? TaskBase(Type task) => BaseIn(TaskBases, task);

    private static Type? BaseIn(HashSet<Type> bases, Type type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.IsGenericType && bases.Contains(current.GetGenericTypeDefinition()))
            {
                return current;
            }
        }

        return null;
    }
}
