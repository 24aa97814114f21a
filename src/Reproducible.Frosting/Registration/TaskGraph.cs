namespace Reproducible.Frosting.Registration;

/// <summary>Who runs before whom, from both ends of each edge.</summary>
internal sealed class TaskGraph(IReadOnlyList<TaskDefinition> tasks)
{
    private readonly Dictionary<Type, List<Type>> before = tasks.ToDictionary(
        task => task.Type,
        task => task.DependsOn.Concat(tasks.Where(other => other.DependeeOf.Contains(task.Type)).Select(other => other.Type)).Distinct().ToList());

    /// <summary>The tasks that run before <paramref name="task"/>: those it names, then those that name it.</summary>
    internal IReadOnlyList<Type> Before(Type task) => before[task];

    /// <summary>Each cycle that a walk along the dependencies meets, as the tasks on it in order, the first repeated at the end.</summary>
    internal IReadOnlyList<IReadOnlyList<Type>> Cycles()
    {
        var (cycles, done, path) = (new List<IReadOnlyList<Type>>(), new HashSet<Type>(), new List<Type>());
        foreach (var task in before.Keys)
        {
            Walk(task);
        }

        return cycles;

        void Walk(Type task)
        {
            if (path.IndexOf(task) is var start and >= 0)
            {
                cycles.Add([.. path[start..], task]);
                return;
            }

            if (!done.Add(task))
            {
                return;
            }

            path.Add(task);
            foreach (var earlier in before[task].Where(before.ContainsKey))
            {
                Walk(earlier);
            }

            path.RemoveAt(path.Count - 1);
        }
    }
}
