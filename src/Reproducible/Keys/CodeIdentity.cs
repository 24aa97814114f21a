using Reproducible.Runs;
using Reproducible.Torch;

namespace Reproducible.Keys;

/// <summary>What code computes a run, without reading sources.</summary>
internal static class CodeIdentity
{
    /// <summary>The module versions of the assemblies that a run executes.</summary>
    public static KeyPart Of(RunSpec spec) => KeyPart.Of(
        new object?[] { spec.Backbone, spec.Dataset, spec.Strategy, spec.Recipe.Optimizer, spec.Recipe.Schedule }
            .Select(part => part!.GetType().Assembly)
            .Append(typeof(CodeIdentity).Assembly)
            .Append(typeof(EngineInfo).Assembly)
            .Distinct()
            .Select(assembly => KeyValuePair.Create(assembly.GetName().Name!, assembly.ManifestModule.ModuleVersionId.ToString())));
}
