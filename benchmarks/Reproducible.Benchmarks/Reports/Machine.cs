using System.Globalization;
using Reproducible.Benchmarks.Measuring;
using Reproducible.Execution;
using Reproducible.Provenance;

namespace Reproducible.Benchmarks.Reports;

/// <summary>What was measured on, and with which programs. Names no machine and no user.</summary>
/// <param name="Facts">For people, in order.</param>
/// <param name="Load">Average number of busy processes in the minute before the start; NaN: not known.</param>
/// <param name="Engines">Where our libtorch and that of the peer's PyTorch are of different versions, both, for people; null: they are one, or there is no peer.</param>
internal sealed record Machine(IReadOnlyList<(string Name, string Value)> Facts, double Load, string? Engines = null)
{
    /// <summary>A load above this is a busy machine.</summary>
    public const double Busy = 0.5;

    /// <summary>Asks the system, git, our engine and Python.</summary>
    public static async Task<Machine> ReadAsync(Bench bench, Python? python, CancellationToken cancel)
    {
        var facts = EnvironmentFacts.Read([]);
        var git = GitState.Read(bench.Settings.Root);
        var load = LoadAverage();
        await using var ours = await Bench.OursAsync(cancel, "engine").ConfigureAwait(false);
        string Ours(string field) => ours.Ready.GetProperty(field).GetString() ?? "unknown";
        var rows = new List<(string, string)>
        {
            ("processor", $"{facts["processor"]}, {facts["cores"]} cores"),
            ("memory", $"{double.Parse(facts["memory_bytes"], CultureInfo.InvariantCulture) / (1L << 30):0.0} GiB"),
            ("GPU", facts.GetValueOrDefault("gpu") ?? "none"),
            ("system", $"{facts["os"]}, kernel {facts["kernel"]}"),
            ("ours", $"{facts["runtime"]}, libtorch {Ours("ready")}, {Ours("blas")}; commit {git.Commit}{(git.Dirty == "true" ? " with uncommitted changes" : "")}"),
            ("peer", python is null ? "none" : $"{python.Version}, PyTorch {python.Library}"),
            ("threads", "1 a process on both sides: OMP_NUM_THREADS=1, MKL_NUM_THREADS=1, OPENBLAS_NUM_THREADS=1"),
            ("our allocator settings", string.Join(' ', WorkerEnvironment.Allocator.Select(setting => $"{setting.Name}={setting.Value}"))),
            ("load at the start", double.IsNaN(load) ? "unknown" : load.ToString("0.00", CultureInfo.InvariantCulture)),
        };

        return new(rows, load, python is null ? null : Differing(Ours("ready"), python.Library));
    }

    /// <param name="ours">Version of libtorch, such as <c>1.13.0</c>.</param>
    /// <param name="peers">Of PyTorch, such as <c>1.13.0a0</c> or <c>2.6.0+cu124</c>.</param>
    internal static string? Differing(string ours, string peers) => peers.StartsWith(ours, StringComparison.Ordinal) && !(peers.Length > ours.Length && char.IsAsciiDigit(peers[ours.Length]))
        ? null
        : $"Ours computes with libtorch {ours}, the peer with that of PyTorch {peers}: ratios are of both together.";

    /// <summary>Of the last minute; NaN where the system does not say.</summary>
    public static double LoadAverage()
    {
        try
        {
            return double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return double.NaN;
        }
    }
}
