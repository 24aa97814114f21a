using System.Collections.Concurrent;

namespace Reproducible.Snapshots.Files;

/// <summary>Which test of this process has which snapshot.</summary>
internal static class UsedNames
{
    // Names that differ by case alone are one file on some file systems.
    private static readonly ConcurrentDictionary<string, string> Owners = new(StringComparer.OrdinalIgnoreCase);

    internal static void Claim(string prefix, string test)
    {
        if (!Owners.TryAdd(prefix, test))
        {
            throw new ArgumentException(
                $"The snapshot '{prefix}' is used by '{Owners[prefix]}' and by '{test}'. "
                + "Tell them apart with UseMethodName, UseParameters or UseFileName, or call DisableRequireUniquePrefix where sharing is meant.");
        }
    }
}
