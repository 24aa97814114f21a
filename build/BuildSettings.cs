using Cake.Core;
using Reproducible.Build.Documents;
using Reproducible.Execution;
using Reproducible.Recording.Mlflow;
using Reproducible.Runs;
using Reproducible.Training;

namespace Reproducible.Build;

/// <summary>What the command line and cake.config say, checked.</summary>
/// <param name="Root">Absolute path of the repository.</param>
/// <param name="Targets">At least one; not checked to exist.</param>
/// <param name="Lab">Where and how runs execute.</param>
/// <param name="Mlflow">A tracking server's address or a folder; null: MLFLOW_TRACKING_URI, else <c>mlruns</c>.</param>
/// <param name="Experiment">The one experiment that <c>Plan</c> shall show, or another target look at; null: all.</param>
public sealed record BuildSettings(string Root, IReadOnlyList<string> Targets, LabOptions Lab, string? Mlflow, string? Experiment)
{
    /// <summary>What <c>--json</c> prints.</summary>
    public JsonDocument Json { get; init; } = JsonDocument.None;

    /// <summary>Names of the arguments that the command line or cake.config give.</summary>
    public IReadOnlySet<string> Named { get; init; } = new HashSet<string>();

    /// <summary>The start of the id of the one run that <c>Verify</c> executes again, <c>Export</c> hands over or <c>Profile</c> looks into; null: none.</summary>
    public string? Run { get; init; }

    /// <summary>The starts of the ids of the runs that <c>Compare</c> holds side by side.</summary>
    public IReadOnlyList<string> Runs { get; init; } = [];

    /// <summary>How many runs <c>Verify</c> draws; null: none.</summary>
    public int? Sample { get; init; }

    /// <summary>Whether <c>Verify</c> takes all finished runs.</summary>
    public bool All { get; init; }

    /// <summary>The commit whose code <c>Verify</c> executes, or <c>recorded</c>; null: the code as it is.</summary>
    public string? AtCommit { get; init; }

    /// <summary>Of how many reused experiments one, on average, has one of its runs executed again and compared; 0: none.</summary>
    public int SpotCheck { get; init; } = 50;

    /// <summary>Whether every reused run is executed again and compared.</summary>
    public bool Paranoid { get; init; }

    /// <summary>Start of the id of the run that <c>Plan</c> shall explain; null: none.</summary>
    public string? Explain { get; init; }

    /// <summary>Whether <c>Gc</c> shall delete what it lists.</summary>
    public bool Yes { get; init; }

    /// <summary>Absolute path of the zip that <c>Verify</c> checks; null: runs of the store.</summary>
    public string? ExportedZip { get; init; }

    /// <summary>Whether TensorBoard is given histograms: of the final weights, and of the gradients that runs have kept.</summary>
    public bool Histograms { get; init; }

    /// <summary>Absolute path of the file that <c>Export</c> or <c>Profile</c> writes; null: its own place.</summary>
    public string? Output { get; init; }

    /// <summary>Name of the model that the best run's weights become a version of; null: none.</summary>
    public string? Register { get; init; }

    /// <summary>Which steps <c>Profile</c> records.</summary>
    public ProfileWindow Window { get; init; } = new();

    /// <summary>Names of the claims that <c>Benchmarks</c> measures, commas between them; null: all.</summary>
    public string? Filter { get; init; }

    /// <summary>Whether <c>Benchmarks</c> only shows that it works.</summary>
    public bool Quick { get; init; }

    /// <summary>Every argument of ours, with the line that <c>Default</c> prints.</summary>
    internal static readonly (string Name, string Help)[] Arguments =
    [
        ("seeds", "1 to 1000: seeds of each experiment; default: as declared, mostly 10"),
        ("epochs", "1 to 10000: epochs of each run, sources included; default: as declared"),
        ("workers", "1 to 256: cores to train on, a process each; default: all"),
        ("device", "cpu or cuda:N; default: cpu"),
        ("portable", "same bits on every x86-64 machine since 2013, about 1.5 times slower"),
        ("results", "folder of the store and the CSV files; default: results"),
        ("data", "folder of the data files; default: each dataset's own place"),
        ("mlflow", "address of a tracking server, or a folder; default: MLFLOW_TRACKING_URI, else mlruns"),
        ("experiment", "the one experiment that Plan shows, Sync sends, FindLearningRate tests, Profile takes its first run of, or --register looks at"),
        ("threads", "1 to 256: threads of one run; default: 1"),
        ("run", "the run that Verify executes again, Export hands over or Profile looks into: its id or its start"),
        ("runs", "the two runs that Compare holds side by side: ID,ID"),
        ("sample", "how many runs Verify draws"),
        ("all", "Verify executes all finished runs again"),
        ("at-commit", "Verify with the code of this commit; recorded: of each run's own"),
        ("paranoid", "execute every reused run again and compare"),
        ("spot-check", "one reused experiment in so many has a run checked so; 0: none; default: 50"),
        ("explain", "start of a run's id: Plan prints its key and code"),
        ("yes", "Gc deletes what it lists"),
        ("export", "the zip that Verify checks instead of a run of the store"),
        ("json", "prints one JSON document; all else goes to standard error"),
        ("histograms", "TensorBoard gets histograms: of the final weights, and of gradients where runs are done now"),
        ("register", "make the best run's weights, by validation accuracy, a version of this model in MLflow"),
        ("output", "the file that Export or Profile writes; default: results/export/ID.zip, results/profile/ID.json"),
        ("steps", "1 to 1000: steps that Profile records; default: 20"),
        ("warm-up", "0 to 1000000: steps before those; default: 5"),
        ("filter", "the claims that Benchmarks measures, commas between them, * for any letters; default: all"),
        ("quick", "Benchmarks measures nothing, in tiny sizes, to show that all works"),
    ];

    /// <exception cref="ReproducibleException">Arguments are wrong; all faults are listed.</exception>
    internal static BuildSettings Read(ICakeContext script, JsonDocument json)
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
                Gradients = words.Flag("histograms"),
                Threads = words.Number("threads", 256) ?? defaults.Threads,
                InstructionSet = words.Flag("portable") ? InstructionSet.Portable : InstructionSet.Native,
                Overrides = new RunOverrides(words.Number("seeds", 1000), words.Number("epochs", 10_000)),
            },
            words.Text("mlflow"),
            words.Text("experiment"))
        {
            Json = words.Flag("json") ? json : JsonDocument.None,
            Named = Arguments.Select(argument => argument.Name).Where(words.Names).ToHashSet(),
            Run = words.Text("run"),
            Runs = words.Text("runs")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
            Sample = words.Number("sample", 1_000_000),
            All = words.Flag("all"),
            AtCommit = words.Text("at-commit"),
            Paranoid = words.Flag("paranoid"),
            SpotCheck = words.Number("spot-check", 1_000_000, least: 0) ?? 50,
            Explain = words.Text("explain"),
            Yes = words.Flag("yes"),
            ExportedZip = words.Text("export") is { } zip ? Path.GetFullPath(zip, root) : null,
            Histograms = words.Flag("histograms"),
            Register = words.Matching("register", MlflowSink.IsModelName, "1 to 250 letters, digits, '_', '-', '.' and spaces, with a letter or digit at both ends"),
            Window = new(words.Number("warm-up", 1_000_000, least: 0) ?? new ProfileWindow().After, words.Number("steps", 1000) ?? new ProfileWindow().Steps),
            Filter = words.Text("filter"),
            Quick = words.Flag("quick"),
            Output = words.Text("output") is { } output ? Path.GetFullPath(output, root) : null,
        };
        words.ThrowFaults();

        return settings;
    }
}
