using System.Globalization;
using System.Runtime.InteropServices;
using Reproducible.Keys;

namespace Reproducible.Provenance;

/// <summary>What a receipt says of the machine, the programs and the command that a run was computed with. Names of machines and users are not among it.</summary>
public static class EnvironmentFacts
{
    private const string Unknown = "unknown";
    private const string NotSet = "not set";

    /// <summary>Texts by name, in alphabetical order. What the system does not state is <c>unknown</c>; without an NVIDIA driver there is no <c>gpu</c>. Throws nothing.</summary>
    /// <param name="pinnedVariables">Names of environment variables that decide bits; each is an entry <c>env.NAME</c>, and no other variable is told.</param>
    /// <param name="arguments">The command line; null: this process's. Secrets in it are masked.</param>
    public static IReadOnlyDictionary<string, string> Read(IEnumerable<string> pinnedVariables, IReadOnlyList<string>? arguments = null)
    {
        var processor = ProcessorIdentity.First(ProcessorIdentity.Lines());
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["os"] = RuntimeInformation.OSDescription,
            ["kernel"] = SystemFile.Line("/proc/sys/kernel/osrelease") ?? Environment.OSVersion.VersionString,
            ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
            ["runtime"] = RuntimeInformation.FrameworkDescription,
            ["processor"] = ProcessorIdentity.Model(processor),
            ["processor_flags"] = ProcessorIdentity.Flags(processor),
            ["cores"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
            ["memory_bytes"] = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes.ToString(CultureInfo.InvariantCulture),
            ["packages"] = Packages.OfThisApplication(),
            ["command"] = Command(arguments ?? Environment.GetCommandLineArgs()),
        };
        foreach (var (name, value) in NvidiaDriver.Read())
        {
            facts[name] = value;
        }

        foreach (var name in pinnedVariables)
        {
            facts[$"env.{name}"] = Environment.GetEnvironmentVariable(name) ?? NotSet;
        }

        return facts;
    }

    /// <summary>The program without its folder, which says who runs it and not what.</summary>
    private static string Command(IReadOnlyList<string> arguments) =>
        arguments.Count == 0 ? Unknown : Masking.Line([Path.GetFileName(arguments[0]), .. arguments.Skip(1)], Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));
}
