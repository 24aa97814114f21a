using System.Text.Json.Serialization;
using Reproducible.Keys;
using Reproducible.Store;

namespace Reproducible.Runs;

/// <summary>The file that proves a run. <see cref="Key"/> decides its numbers; the rest explains or states them.</summary>
public sealed record Receipt
{
    /// <summary>Version of this format.</summary>
    public int Format { get; init; } = ReceiptFile.Format;

    /// <summary>16 hex digits: the start of the key's SHA-256, and the folder's name in the store.</summary>
    public required string Id { get; init; }

    /// <summary>How it ended.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Why the run is not finished, for people; null when it is.</summary>
    public string? Error { get; init; }

    /// <summary>The step at which the loss was not finite, counted from 1; null when it always was.</summary>
    public long? FailedStep { get; init; }

    /// <summary>When the run began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>All that decides the run's numbers, by part: <see cref="KeyParts"/>. The code's values lie in the store's objects.</summary>
    public required IReadOnlyDictionary<string, KeyPart> Key { get; init; }

    /// <summary>The experiment that asked for the run first, and how the call changed its definition: how to find the run again in the code.</summary>
    public string? Experiment { get; init; }

    /// <summary>What the call changed in the experiment's definition.</summary>
    public RunOverrides Overrides { get; init; } = new();

    /// <summary><see cref="RunSpec.Settings"/>, in its order.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Settings => ValuesOf(KeyParts.Settings);

    /// <summary>SHA-256 of each data file read, by name.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Data => ValuesOf(KeyParts.Data);

    /// <summary>Id of the run whose weights this one started from; null: none.</summary>
    [JsonIgnore]
    public string? SourceId => ValuesOf(KeyParts.Source).GetValueOrDefault("run");

    /// <summary>Labelled training examples, validation and test examples, by split.</summary>
    public IReadOnlyDictionary<string, int> Examples { get; init; } = new Dictionary<string, int>();

    /// <summary>SHA-256 of the source weights as loaded; null: none.</summary>
    public string? SourceWeightsSha256 { get; init; }

    /// <summary>What explains the run without deciding it: commit, dirty, OS, runtime, processor, libtorch's build, the BLAS loaded, packages, command line.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>SHA-256 of the uncommitted changes, which lie in the store's objects as a patch for <c>git apply</c>; null: none, or too large to keep.</summary>
    public string? Patch { get; init; }

    /// <summary>How often the run was taken up again from a checkpoint after its worker had died.</summary>
    public int Resumed { get; init; }

    /// <summary>Seconds of training, its epochs' evaluations included; loading and the test are not.</summary>
    public double TrainSeconds { get; init; }

    /// <summary>Seconds from start to end of the run in its worker.</summary>
    public double TotalSeconds { get; init; }

    /// <summary>How the run had the features of its frozen stages, a split each; empty: nothing was frozen, or they were computed step by step.</summary>
    public IReadOnlyList<FeatureUse> Features { get; init; } = [];

    /// <summary>Largest resident memory of the worker during the run, its engine and data included; 0: not known.</summary>
    public long PeakMemoryBytes { get; init; }

    /// <summary>Weights in all, and those that learn.</summary>
    public long Parameters { get; init; }

    /// <summary>Weights that learn.</summary>
    public long TrainableParameters { get; init; }

    /// <summary>Measured once on the test split, after the last epoch; null when the run failed.</summary>
    public Metrics? Test { get; init; }

    /// <summary>Test metrics of further tasks, by task; empty where there is one task.</summary>
    public IReadOnlyDictionary<string, Metrics> TestByTask { get; init; } = new Dictionary<string, Metrics>();

    /// <summary>SHA-256 over the final weights; null when the run failed.</summary>
    public string? WeightsSha256 { get; init; }

    /// <summary>SHA-256 of each other file in the run's folder, by name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    private IReadOnlyDictionary<string, string> ValuesOf(string part) => Key.GetValueOrDefault(part)?.Values ?? new Dictionary<string, string>();
}

/// <summary>How a run ended.</summary>
public enum RunStatus
{
    /// <summary>It trained to its last step and was tested.</summary>
    Finished,

    /// <summary>It did not, for the reason its receipt names.</summary>
    Failed,

    /// <summary>It did, but what it read changed meanwhile: its key does not say what it computed from. Never reused.</summary>
    Invalid,
}
