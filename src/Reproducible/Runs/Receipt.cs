namespace Reproducible.Runs;

/// <summary>The file that proves a run. <see cref="Key"/> decides its numbers; the rest explains or states them.</summary>
public sealed record Receipt
{
    /// <summary>Version of this format.</summary>
    public int Format { get; init; } = 1;

    /// <summary>16 hex digits: the start of the key's SHA-256, and the folder's name in the store.</summary>
    public required string Id { get; init; }

    /// <summary><see cref="RunStatus.Finished"/> or <see cref="RunStatus.Failed"/>.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Why a failed run failed, for people; null when it finished.</summary>
    public string? Error { get; init; }

    /// <summary>The step at which the loss was not finite, counted from 1; null when it always was.</summary>
    public long? FailedStep { get; init; }

    /// <summary>SHA-256 of each thing that decides the run's numbers, by part: settings, data, source, code, engine, device.</summary>
    public required IReadOnlyDictionary<string, string> Key { get; init; }

    /// <summary><see cref="RunSpec.Settings"/>, in its order.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>Labelled training examples, validation and test examples, by split.</summary>
    public IReadOnlyDictionary<string, int> Examples { get; init; } = new Dictionary<string, int>();

    /// <summary>SHA-256 of each data file read, by name.</summary>
    public IReadOnlyDictionary<string, string> Data { get; init; } = new Dictionary<string, string>();

    /// <summary>Id of the run whose weights this one started from; null: none.</summary>
    public string? SourceId { get; init; }

    /// <summary>SHA-256 of the source weights as loaded; null: none.</summary>
    public string? SourceWeightsSha256 { get; init; }

    /// <summary>What computed: libtorch, BLAS, threads, device, instruction set, dtype.</summary>
    public required IReadOnlyDictionary<string, string> Engine { get; init; }

    /// <summary>What explains the run without deciding it: commit, dirty, host's OS, runtime, processor, command line.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>When the run began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Seconds of training, its epochs' evaluations included; loading and the test are not.</summary>
    public double TrainSeconds { get; init; }

    /// <summary>Seconds from start to end of the run in its worker.</summary>
    public double TotalSeconds { get; init; }

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
}

/// <summary>How a run ended.</summary>
public enum RunStatus
{
    /// <summary>It trained to its last step and was tested.</summary>
    Finished,

    /// <summary>It did not, for the reason its receipt names.</summary>
    Failed,
}
