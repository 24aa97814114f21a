using System.Reflection;

namespace Reproducible.Keys;

/// <summary>
/// What code computes something: the IL of all that can be reached, in our own assemblies and the packages beside them. Comments,
/// names of locals, debug data, the order of members and members that nothing names do not count. What code finds by reflection
/// is reached only if it is named as <c>whole</c>.
/// </summary>
/// <param name="Types">
/// Full name of each type reached, nested with <c>+</c>, and the SHA-256 (64 hex digits) over those of its members that are reached.
/// What the compiler generates (closures, iterators, anonymous types) counts with the method that uses it.
/// </param>
public sealed record CodeClosure(IReadOnlyDictionary<string, string> Types)
{
    private static readonly Lock Reading = new();

    /// <summary>The code reached in this process's assemblies. Assemblies are read once in a process: the first call takes longest.</summary>
    /// <param name="whole">Types of which every member counts: parts of a run, whose settings are found by reflection.</param>
    /// <param name="entries">Methods where computing begins.</param>
    /// <exception cref="ReproducibleException">An assembly has no file, or its file is not the one that was loaded.</exception>
    public static CodeClosure Of(IReadOnlyCollection<Type> whole, IReadOnlyCollection<MethodBase> entries)
    {
        lock (Reading)
        {
            var reach = new Reachability();
            foreach (var type in whole)
            {
                reach.AddWhole(type);
            }

            foreach (var entry in entries)
            {
                reach.Add(entry);
            }

            return new(reach.HashesByType());
        }
    }
}
