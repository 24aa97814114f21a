using System.Collections.Concurrent;
using System.Reflection;
using Reproducible.Backbones;
using Reproducible.Runs;
using Reproducible.Training;

namespace Reproducible.Keys;

/// <summary>What code computes a run: all that is reachable from the computation and from the run's own parts.</summary>
internal static class CodeIdentity
{
    private static readonly MethodInfo Entry = typeof(Computation).GetMethod(nameof(Computation.Run))!;
    private static readonly MethodInfo Features = typeof(Evaluation).GetMethod(nameof(Evaluation.PrefixOf))!;
    private static readonly MethodInfo Search = typeof(LargestBatch).GetMethod(nameof(LargestBatch.Find))!;
    private static readonly ConcurrentDictionary<string, Lazy<KeyPart>> Known = new();

    /// <summary>The hash of each type's code, by the type's name.</summary>
    /// <exception cref="ReproducibleException">An assembly was built anew while this process ran.</exception>
    public static KeyPart Of(RunSpec spec)
    {
        // A recipe's class reaches its defaults; what it holds is listed by itself.
        return Of(Parts(spec).Where(part => part is not Recipe), spec.Recipe.BatchSize == Recipe.LargestBatch ? [Entry, Search] : [Entry]);
    }

    /// <summary>What code makes features of images with a backbone's stages; whatever strategy freezes them, and whatever follows.</summary>
    /// <exception cref="ReproducibleException">An assembly was built anew while this process ran.</exception>
    public static KeyPart OfFeatures(Backbone backbone) => Of(WithParts(backbone), Features);

    private static KeyPart Of(IEnumerable<Part> parts, params MethodInfo[] entries)
    {
        var types = parts.Select(part => part.GetType()).Distinct().OrderBy(type => type.AssemblyQualifiedName, StringComparer.Ordinal).ToList();
        var name = string.Join('\n', entries.Select(entry => $"{entry.DeclaringType}.{entry.Name}").Concat(types.Select(type => type.AssemblyQualifiedName!)));

        // Whoever asks while it is being read waits, and reads nothing again.
        return Known.GetOrAdd(name, _ => new(() => KeyPart.Of(CodeClosure.Of(types, entries).Types))).Value;
    }

    private static IEnumerable<Part> Parts(RunSpec spec) =>
        new Part[] { spec.Backbone, spec.Dataset, spec.Strategy, spec.Strategy.Weighting, spec.Recipe }
            .Concat(spec is { Strategy.ReplaysSource: true, Source: { } source } ? [source.Dataset] : [])
            .SelectMany(WithParts);

    private static IEnumerable<Part> WithParts(Part part) => part.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Where(property => property.CanWrite && typeof(Part).IsAssignableFrom(property.PropertyType))
        .Select(property => property.GetValue(part))
        .OfType<Part>()
        .SelectMany(WithParts)
        .Prepend(part);
}
