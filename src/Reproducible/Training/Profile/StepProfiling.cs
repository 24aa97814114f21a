using System.Globalization;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Training;

/// <summary>Computes the first steps of a run, records what each operator takes, and writes it down. The run's numbers are the same with it; nothing of the run is stored.</summary>
internal static class StepProfiling
{
    /// <param name="options">Its store holds the source that the run starts from.</param>
    /// <param name="path">The trace's file; replaced whole. Its folder is made.</param>
    /// <exception cref="ReproducibleException">The run ends before the window, data or source weights cannot be had, or the file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was asked for.</exception>
    public static ProfileSummary Run(RunSpec spec, LabOptions options, ProfileWindow window, string path, CancellationToken cancel)
    {
        using var recorder = new ProfileRecorder(window, cancel);
        try
        {
            Rehearsal.Run(spec, options, recorder);
        }
        catch (OperationCanceledException) when (recorder.IsDone && !cancel.IsCancellationRequested)
        {
            // The profile leaves its run this way.
        }

        var profile = recorder.Profile;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            DurableFile.Write(path, file => ChromeTrace.Write(file, profile, About(spec, options)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ReproducibleException($"The trace cannot be written to '{path}': {fault.Message.TrimEnd('.')}.", "Make room there, or name another file with --output=.", fault);
        }

        return profile.Summary();
    }

    private static Dictionary<string, string> About(RunSpec spec, LabOptions options) => new()
    {
        ["run"] = spec.ToString(),
        ["id"] = RunKey.Of(spec, options).Id,
        ["libtorch"] = Torch.torch.__version__,
        ["device"] = options.Device,
        ["threads"] = options.Threads.ToString(CultureInfo.InvariantCulture),
        ["instruction_set"] = options.InstructionSet.ToString(),
    };
}
