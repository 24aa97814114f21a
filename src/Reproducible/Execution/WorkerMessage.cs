using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reproducible.Training;

[assembly: InternalsVisibleTo("Reproducible.Worker")]

namespace Reproducible.Execution;

/// <summary>What a worker is told on its standard input, one JSON text a line.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "ask")]
[JsonDerivedType(typeof(RunRequest), "run")]
[JsonDerivedType(typeof(CoreLoan), "core")]
internal abstract record WorkerRequest
{
    /// <summary>The line to write, without its end.</summary>
    public string ToLine() => JsonSerializer.Serialize(this);

    /// <summary>The request in a line.</summary>
    public static WorkerRequest Read(string line) => JsonSerializer.Deserialize<WorkerRequest>(line)!;
}

/// <summary>From now on the worker may use a second core, or may not; also while it does a run.</summary>
internal sealed record CoreLoan(bool Lent) : WorkerRequest;

/// <summary>A run that a worker shall do.</summary>
/// <param name="Experiment">Name of an experiment that holds the run, or needs it as source or baseline.</param>
/// <param name="Id">The run's id.</param>
/// <param name="BatchSize">The size to compute with where the recipe asks for the largest; null: it is searched for.</param>
/// <param name="Measurement">What to find out about the run; null: do it.</param>
internal sealed record RunRequest(string Experiment, string Id, int? BatchSize = null, Measurement? Measurement = null) : WorkerRequest;

/// <summary>What a worker says on its standard output.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "say")]
[JsonDerivedType(typeof(WorkerReady), "ready")]
[JsonDerivedType(typeof(WorkerProgress), "progress")]
[JsonDerivedType(typeof(WorkerStored), "stored")]
[JsonDerivedType(typeof(WorkerRefused), "refused")]
[JsonDerivedType(typeof(WorkerTestedRates), "rates")]
[JsonDerivedType(typeof(WorkerProfiled), "profile")]
internal abstract record WorkerMessage
{
    // RFC 7464's record separator. libtorch and its libraries print what they like on standard output, with or without line
    // ends; what follows this character, which no text of theirs holds, is ours.
    private const char Separator = '\u001e';

    // A loss may be no number; JSON has no word for that, so it goes as text.
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>The line to write, without its end.</summary>
    public string ToLine() => Separator + JsonSerializer.Serialize(this, Json);

    /// <summary>The message in a line of a worker's output, and what else stands in the line.</summary>
    public static (WorkerMessage? Message, string Chatter) Read(string line)
    {
        var start = line.LastIndexOf(Separator);

        return start < 0 ? (null, line) : (JsonSerializer.Deserialize<WorkerMessage>(line[(start + 1)..], Json), line[..start]);
    }
}

/// <summary>The experiments and libtorch are loaded; the worker reads requests now.</summary>
internal sealed record WorkerReady : WorkerMessage;

/// <summary>An epoch is done.</summary>
internal sealed record WorkerProgress(RunProgress Run) : WorkerMessage;

/// <summary>The run's folder is in the store.</summary>
/// <param name="Finished">False: its receipt says why it failed.</param>
internal sealed record WorkerStored(string Id, bool Finished) : WorkerMessage;

/// <summary>The run was not done and nothing was stored.</summary>
/// <param name="Problem">Why, for people.</param>
/// <param name="Remedy">The next step, where one is known.</param>
internal sealed record WorkerRefused(string Id, string Problem, string? Remedy = null) : WorkerMessage;

/// <summary>What a measurement found.</summary>
internal abstract record WorkerMeasured : WorkerMessage;

/// <summary>Of <see cref="MeasureRates"/>.</summary>
internal sealed record WorkerTestedRates(RangeCurve Curve) : WorkerMeasured;

/// <summary>Of <see cref="MeasureTime"/>.</summary>
internal sealed record WorkerProfiled(ProfileSummary Summary) : WorkerMeasured;
