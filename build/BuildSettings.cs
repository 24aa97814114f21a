using Cake.Core;
using Reproducible.Execution;
using Reproducible.Runs;

namespace Reproducible.Build;

/// <summary>What the command line and cake.config say, checked.</summary>
/// <param name="Root">Absolute path of the repository.</param>
/// <param name="Targets">At least one; not checked to exist.</param>
/// <param name="Lab">Where and how runs execute.</param>
/// <param name="Mlflow">A tracking server's address or a folder; null: MLFLOW_TRACKING_URI, else <c>mlruns</c>.</param>
/// <param name="Experiment">The one experiment that <c>Plan</c> shall show; null: all.</param>
public sealed record BuildSettings(string Root, IReadOnlyList<string> Targets, LabOptions Lab, string? Mlflow, string? Experiment)
{
    /// <summary>Id of a stored run, or how it begins; null: not said.</summary>
    public string? Run { get; init; }

    /// <summary>Absolute path of the file to write; null: the target's own place.</summary>
    public string? Output { get; init; }

    /// <summary>Every argument of ours, with the line that <c>Default</c> prints.</summary>
    internal static readonly (string Name, string Help)[] Arguments =
    [
        ("seeds", "1 to 1000: seeds of each experiment; default: as declared, mostly 10"),
        ("epochs", "1 to 10000: epochs of each run, sources included; default: as declared"),
        ("workers", "1 to 256: processes that train at once; default: one a core"),
        ("device", "cpu or cuda:N; default: cpu"),
        ("portable", "same bits on every x86-64 machine since 2013, about 1.5 times slower"),
        ("results", "folder of the store and the CSV files; default: results"),
        ("data", "folder of the data files; default: each dataset's own place"),
        ("mlflow", "address of a tracking server, or a folder; default: MLFLOW_TRACKING_URI, else mlruns"),
        ("experiment", "the one experiment that Plan shows"),
        ("run", "id of a stored run, or its first 4 digits and more, for Export"),
        ("output", "the file that Export writes; default: results/export/ID.zip"),
    ];

    /// <exception cref="ReproducibleException">Arguments are wrong; all faults are listed.</exception>
    internal static BuildSettings Read(ICakeContext script)
    {
        var root = script.Environment.WorkingDirectory.FullPath;
        var words = new ArgumentReader(script, [.. Arguments.Select(argument => argument.Name)]);
        var defaults = new LabOptions { Results = "" };
        var settings = new BuildSettings(
            root,
            words.All("target") is { Count: > 0 } targets ? targets : ["Default"],
            new()
            {
                Results = Path.GetFullPath(words.Text("results") ?? "results", root),
                Data = words.Text("data") is { } data ? words.ExistingFolder("data", Path.GetFullPath(data, root)) : null,
                Device = words.Device("device") ?? defaults.Device,
                Workers = words.Number("workers", 256) ?? defaults.Workers,
                InstructionSet = words.Flag("portable") ? InstructionSet.Portable : InstructionSet.Native,
                Overrides = new RunOverrides(words.Number("seeds", 1000), words.Number("epochs", 10_000)),
            },
            words.Text("mlflow"),
            words.Text("experiment"))
        {
            Run = words.Text("run"),
            Output = words.Text("output") is { } output ? Path.GetFullPath(output, root) : null,
        };
        words.ThrowFaults();

        return settings;
    }
}
