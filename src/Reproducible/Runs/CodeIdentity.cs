namespace Reproducible.Runs;

/// <summary>What code computes a run, without reading sources: the compiler's own identity of each assembly.</summary>
internal static class CodeIdentity
{
    /// <summary>
    /// The module versions of the assemblies that a run executes. The compiler derives them from the compiled sources,
    /// the same on every machine, so any change of code makes another key: too many runs are done again, never too few.
    /// </summary>
    public static string Of(RunSpec spec) => string.Join('\n',
        new object?[] { spec.Backbone, spec.Dataset, spec.Strategy, spec.Recipe.Optimizer, spec.Recipe.Schedule }
            .Select(part => part!.GetType().Assembly)
            .Append(typeof(CodeIdentity).Assembly)
            .Append(EngineIdentity.Assembly)
            .Distinct()
            .Select(assembly => $"{assembly.GetName().Name} {assembly.ManifestModule.ModuleVersionId}")
            .Order(StringComparer.Ordinal));
}
