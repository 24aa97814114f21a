using System.Runtime.CompilerServices;

namespace Reproducible.Snapshots.Tests;

internal static class ModuleInitializer
{
    /// <summary>Files named .loose are compared without regard to case, so that a test can tell this comparer from the exact one.</summary>
    [ModuleInitializer]
#pragma warning disable CA2255 // VerifierSettings must be called before any test, and this is the place it names.
    internal static void Initialize() => VerifierSettings.RegisterStringComparer("loose", (received, verified, _) => Task.FromResult(
#pragma warning restore CA2255 // Only the line above.
        received.Equals(verified, StringComparison.OrdinalIgnoreCase) ? CompareResult.Equal : CompareResult.NotEqual("more than case differs")));
}
