using System.Reflection;
using Reproducible.Runs;

namespace Reproducible.Execution;

/// <summary>Finds the experiments that an assembly declares.</summary>
public static class ExperimentCatalog
{
    /// <summary>One instance of each public class of <paramref name="assembly"/> that declares an experiment, in order of their full names.</summary>
    /// <typeparam name="T">The declaring classes looked for: <see cref="IExperimentDeclaration"/>, or a class or interface that narrows it.</typeparam>
    public static IReadOnlyList<T> DeclarationsIn<T>(Assembly assembly)
        where T : IExperimentDeclaration =>
        [.. assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(T).IsAssignableFrom(type))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (T)Activator.CreateInstance(type)!)];

    /// <summary>The experiments that <paramref name="assembly"/> declares.</summary>
    public static IReadOnlyList<NamedExperiment> In(Assembly assembly) =>
        [.. DeclarationsIn<IExperimentDeclaration>(assembly).Select(declaration => declaration.Named)];
}
