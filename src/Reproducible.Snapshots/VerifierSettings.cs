using System.Collections.Concurrent;
using System.Text;
using Reproducible.Snapshots.Scrubbing;

namespace Reproducible.Snapshots;

/// <summary>What holds for every snapshot of a test assembly. Called from a <c>[ModuleInitializer]</c>; closed by the first verification.</summary>
public static class VerifierSettings
{
    private static readonly ConcurrentDictionary<string, StringCompare> Comparers = new(StringComparer.OrdinalIgnoreCase);
    private static StringCompare? defaultComparer;
    private static volatile bool closed;

    internal static Scrubbers Scrubbers { get; } = new();

    /// <summary>Compares snapshots with this file extension.</summary>
    /// <param name="extension">Without the dot, such as <c>csv</c>.</param>
    /// <param name="compare">Called for every snapshot with that extension, unless a test brings a comparer of its own.</param>
    public static void RegisterStringComparer(string extension, StringCompare compare)
    {
        EnsureOpen();
        Comparers[extension] = compare;
    }

    /// <summary>Compares snapshots whose extension has no comparer. Without it they must be equal letter by letter.</summary>
    public static void SetDefaultStringComparer(StringCompare compare)
    {
        EnsureOpen();
        defaultComparer = compare;
    }

    /// <inheritdoc cref="VerifySettings.AddScrubber"/>
    public static void AddScrubber(Action<StringBuilder> scrubber, ScrubberLocation location = ScrubberLocation.First)
    {
        EnsureOpen();
        Scrubbers.Add(scrubber, location);
    }

    internal static void Close() => closed = true;

    internal static StringCompare ComparerFor(string extension) => Comparers.GetValueOrDefault(extension) ?? defaultComparer ?? Exact;

    private static Task<CompareResult> Exact(string received, string verified, IReadOnlyDictionary<string, object> context) =>
        Task.FromResult(received == verified ? CompareResult.Equal : CompareResult.NotEqual());

    private static void EnsureOpen()
    {
        if (closed)
        {
            throw new ArgumentException(
                "A snapshot has been verified already, and what holds for all must be set before the first. Call VerifierSettings from a [ModuleInitializer].");
        }
    }
}
