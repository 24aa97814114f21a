using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>Computes a run for the sake of looking on: nothing of it is stored.</summary>
internal static class Rehearsal
{
    /// <summary>Computes until the recorder leaves, or to the end.</summary>
    /// <param name="options">Its store holds the source that the run starts from.</param>
    /// <exception cref="ReproducibleException">Data or source weights cannot be had.</exception>
    public static void Run(RunSpec spec, LabOptions options, IFlightRecorder recorder)
    {
        using var scope = NewDisposeScope();
        var source = spec.Source is null ? null : SourceWeights.Read(new RunStore(options.Store), RunKey.Of(spec.Source, options).Id);
        RunExecution.Compute(spec, options, source, recorder);
    }
}
