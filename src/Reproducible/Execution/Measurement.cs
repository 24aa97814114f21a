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
    public abstract WorkerMeasured Of(RunSpec spec, LabOptions options, CancellationToken cancel);
}

/// <summary>A learning-rate range test.</summary>
internal sealed record MeasureRates : Measurement
{
    /// <inheritdoc/>
    public override WorkerMeasured Of(RunSpec spec, LabOptions options, CancellationToken cancel) => new WorkerTestedRates(RangeTest.Run(spec, options, cancel));
}

/// <summary>Where the time goes.</summary>
/// <param name="Path">Absolute; where the Chrome trace goes.</param>
internal sealed record MeasureTime(ProfileWindow Window, string Path) : Measurement
{
    /// <inheritdoc/>
    public override WorkerMeasured Of(RunSpec spec, LabOptions options, CancellationToken cancel) => new WorkerProfiled(StepProfiling.Run(spec, options, Window, Path, cancel));
}
