using System.Reflection;
using Reproducible.Execution;
using Reproducible.Runs;

namespace Reproducible.Frosting;

/// <summary>
/// An experiment as a task: a class that declares, and never runs. Its name is its <see cref="TaskNameAttribute"/> or the class's name,
/// its question the <see cref="TaskDescriptionAttribute"/>. It needs nothing of Cake but Cake.Core.dll beside it, so a worker can load it.
/// </summary>
public abstract class ExperimentTask : AsyncFrostingTask<LabContext>, IExperimentDeclaration
{
    /// <inheritdoc/>
    public NamedExperiment Named => new(
        TaskTypes.NameOf(GetType()),
        GetType().GetCustomAttribute<TaskDescriptionAttribute>(inherit: false)?.Description ?? "",
        Define());

    /// <summary>The experiments that an assembly declares, in order of their classes' full names.</summary>
    public static IReadOnlyList<ExperimentTask> AllIn(Assembly assembly) => ExperimentCatalog.DeclarationsIn<ExperimentTask>(assembly);

    /// <summary>The question, and the grid of runs that answers it. Pure: it reads no file, draws no number and needs no libtorch.</summary>
    public abstract Experiment Define();

    /// <inheritdoc/>
    public sealed override Task RunAsync(LabContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        return context.RunAsync(Named);
    }
}
