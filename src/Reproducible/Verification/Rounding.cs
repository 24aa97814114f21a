using Reproducible.Keys;

namespace Reproducible.Verification;

/// <summary>The parts of a key that decide how sums are rounded, and nothing else of a run.</summary>
internal static class Rounding
{
    private static readonly string[] Parts = [KeyParts.Device, KeyParts.Engine, KeyParts.InstructionSet, KeyParts.Threads];

    /// <summary>Whether some of these parts differ.</summary>
    public static bool Differs(IReadOnlyDictionary<string, KeyPart> was, IReadOnlyDictionary<string, KeyPart> now) => Parts.Any(part => !Same(part, was, now));

    /// <summary>Whether all other parts are the same.</summary>
    /// <param name="sameStart">Whether both start from the same weights, whatever runs they come from.</param>
    public static bool LeavesTheRest(IReadOnlyDictionary<string, KeyPart> was, IReadOnlyDictionary<string, KeyPart> now, bool sameStart) =>
        was.Keys.Union(now.Keys).Except(Parts).All(part => (part == KeyParts.Source && sameStart) || Same(part, was, now));

    private static bool Same(string part, IReadOnlyDictionary<string, KeyPart> was, IReadOnlyDictionary<string, KeyPart> now) =>
        was.GetValueOrDefault(part)?.Sha256 == now.GetValueOrDefault(part)?.Sha256;
}
