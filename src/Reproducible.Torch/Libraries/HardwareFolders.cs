using System.Runtime.Intrinsics.X86;

namespace Reproducible.Torch.Libraries;

/// <summary>glibc prefers a build for newer processors where a folder holds one: <c>glibc-hwcaps/x86-64-v3/libm.so.6</c>.</summary>
/// <remarks>Source: x86-64 psABI, "Micro-architecture levels"; glibc 2.33's NEWS. Known on x86-64 alone.</remarks>
internal static class HardwareFolders
{
    private const string Part = "glibc-hwcaps";

    // Level 2 is what .NET itself asks of a processor.
    private static readonly string[] Levels =
    [
        .. Avx512F.IsSupported && Avx512BW.IsSupported && Avx512CD.IsSupported && Avx512DQ.IsSupported ? ["x86-64-v4"] : Array.Empty<string>(),
        .. Avx2.IsSupported && Fma.IsSupported && Bmi2.IsSupported && Lzcnt.IsSupported ? ["x86-64-v3"] : Array.Empty<string>(),
        .. Sse42.IsSupported && Popcnt.IsSupported ? ["x86-64-v2"] : Array.Empty<string>(),
    ];

    /// <summary>The folders that stand for this one, in the loader's order, itself last.</summary>
    public static IEnumerable<string> Of(string folder) =>
        Directory.Exists(Path.Combine(folder, Part)) ? [.. Levels.Select(level => Path.Combine(folder, Part, level)), folder] : [folder];

    /// <summary>Whether a path of the loader's cache is for a level that this processor has.</summary>
    public static bool CanRun(string path) =>
        !path.Contains($"/{Part}/", StringComparison.Ordinal) || Levels.Any(level => path.Contains($"/{Part}/{level}/", StringComparison.Ordinal));
}
