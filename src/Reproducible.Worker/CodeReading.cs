using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;

namespace Reproducible.Worker;

/// <summary>Reads the code that keys hold while the engine is loaded, so that the first request need not wait for it.</summary>
internal static class CodeReading
{
    /// <summary>Makes the key of one run, which reads all assemblies; those of the others then take milliseconds.</summary>
    public static void Begin(IReadOnlyList<NamedExperiment> experiments, LabOptions options)
    {
        try
        {
            if (experiments.SelectMany(named => named.Experiment.Runs).FirstOrDefault() is { } run)
            {
                RunKey.Of(run, options);
            }
        }
        catch (Exception fault) when (fault is ReproducibleException or ArgumentException)
        {
            // Who asks for a run is told what is wrong with it.
        }
    }
}
