namespace Reproducible.Tests;

/// <summary>What the tests before left, for tests that count what this process holds.</summary>
internal static class Leftovers
{
    /// <summary>Gives it back now: managed memory to the system, and tensors that nobody disposed of.</summary>
    public static void Collect()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
