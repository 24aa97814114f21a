using System.Runtime.InteropServices;
using Reproducible.Execution;
using Reproducible.Provenance;

namespace Reproducible.Keys;

/// <summary>Which processor instructions a run may use, and, where libtorch picks its kernels by the processor, which processor that is.</summary>
public static class ProcessorIdentity
{
    // The instructions by which ATen, oneDNN, OpenBLAS, MKL, XNNPACK and glibc pick kernels.
    private static readonly HashSet<string> Selecting = new(StringComparer.Ordinal) { "sse4_1", "sse4_2", "avx", "avx2", "fma", "f16c", "avx_vnni", "asimd", "asimdhp", "asimddp", "bf16", "i8mm", "sve", "sve2", "svebf16" };
    private static readonly string[] SelectingFamilies = ["avx512", "amx_", "avx_vnni", "avx10", "avx_ne_convert"];

    private static readonly Lazy<IReadOnlyDictionary<string, string>> Here = new(() => Of(InstructionSet.Native, Lines()));

    /// <summary>One entry when portable, so that keys are the same on every machine; else vendor, model and flags as well.</summary>
    public static IReadOnlyDictionary<string, string> Of(InstructionSet set) =>
        set == InstructionSet.Portable ? Of(set, []) : Here.Value;

    /// <param name="lines">Of /proc/cpuinfo; empty where there is none.</param>
    internal static IReadOnlyDictionary<string, string> Of(InstructionSet set, IEnumerable<string> lines)
    {
        var identity = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["instruction_set"] = set.ToString() };
        if (set == InstructionSet.Portable)
        {
            return identity;
        }

        var facts = First(lines);
        identity["vendor"] = facts.GetValueOrDefault("vendor_id") ?? facts.GetValueOrDefault("CPU implementer") ?? "unknown";
        identity["model"] = Model(facts);
        identity["flags"] = Flags(facts);

        return identity;
    }

    /// <summary>The processor's name for people.</summary>
    internal static string Model(IReadOnlyDictionary<string, string> facts) =>
        facts.GetValueOrDefault("model name") ?? facts.GetValueOrDefault("CPU part") ?? RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>The flags that select kernels, in alphabetical order with spaces between: firmware and kernels order and add others.</summary>
    internal static string Flags(IReadOnlyDictionary<string, string> facts) =>
        string.Join(' ', (facts.GetValueOrDefault("flags") ?? facts.GetValueOrDefault("Features") ?? "")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(flag => Selecting.Contains(flag) || SelectingFamilies.Any(family => flag.StartsWith(family, StringComparison.Ordinal)))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal));

    /// <summary>What the first processor's paragraph states, by name.</summary>
    internal static IReadOnlyDictionary<string, string> First(IEnumerable<string> lines)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines.SkipWhile(string.IsNullOrWhiteSpace).TakeWhile(line => !string.IsNullOrWhiteSpace(line)))
        {
            if (line.Split(':', 2) is [var name, var value])
            {
                facts.TryAdd(name.Trim(), value.Trim());
            }
        }

        return facts;
    }

    internal static IReadOnlyList<string> Lines() => SystemFile.Lines("/proc/cpuinfo");
}
