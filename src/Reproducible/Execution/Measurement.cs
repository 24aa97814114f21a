using System.Text.Json.Serialization;
using Reproducible.Runs;
using Reproducible.Training;

namespace Reproducible.Execution;

/// <summary>What a worker shall find out about a run instead of doing it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "measure")]
[JsonDerivedType(typeof(MeasureRates), "rates")]
[JsonDerivedType(typeof(MeasureTime), "time")]
internal abstract record Measurement
{
    /// <summary>Finds it out, in this process.</summary>
    /// <param name="batchSize">What an earlier run found where the recipe asks for the largest; null: none did.</param>
    public WorkerMeasured Of(RunSpec spec, int? batchSize, LabOptions options, CancellationToken cancel) => Of(LargestBatch.Sized(spec, batchSize), options, cancel);

    private protected abstract WorkerMeasured Of(RunSpec spec, LabOptions options, CancellationToken cancel);
}

/// <summary>A learning-rate range test.</summary>
internal sealed record MeasureRates : Measurement
{
    private protected override WorkerMeasured Of(RunSpec spec, LabOptions options, CancellationToken cancel) => new WorkerTestedRates(RangeTest.Run(spec, options, cancel));
}

/// <summary>Where the time goes.</summary>
/// <param name="Path">Absolute; where the Chrome trace goes.</param>
internal sealed record MeasureTime(ProfileWindow Window, string Path) : Measurement
{
    private protected override WorkerMeasured Of(RunSpec spec, LabOptions options, CancellationToken cancel) => new WorkerProfiled(StepProfiling.Run(spec, options, Window, Path, cancel));
}
