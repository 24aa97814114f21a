using System.Globalization;
using Reproducible.Benchmarks.Measuring;
using Reproducible.Execution;
using Reproducible.Provenance;

namespace Reproducible.Benchmarks.Reports;

/// <summary>What was measured on, and with which programs. Names no machine and no user.</summary>
/// <param name="Facts">For people, in order.</param>
/// <param name="Load">Average number of busy processes in the minute before the start; NaN: not known.</param>
internal sealed record Machine(IReadOnlyList<(string Name, string Value)> Facts, double Load)
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

        return new(rows, load);
    }

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
