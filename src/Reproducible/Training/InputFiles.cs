using Reproducible.Datasets;
using Reproducible.Runs;

namespace Reproducible.Training;

/// <summary>The data files of a run as they were before it, to find out whether they changed meanwhile.</summary>
internal sealed class InputFiles
{
    private readonly IReadOnlyList<Dataset> datasets;
    private readonly string? folder;
    private readonly string before;

    /// <param name="folder">Where data files lie; null: each dataset's own place.</param>
    public InputFiles(RunSpec spec, string? folder)
    {
        datasets = spec is { Strategy.ReplaysSource: true, Source: { } source } ? [spec.Dataset, source.Dataset] : [spec.Dataset];
        this.folder = folder;
        before = Look();
    }

    /// <summary>Why what the run read can be had no more, for people; null: all is as it was.</summary>
    public string? Changed()
    {
        if (Look() == before)
        {
            return null;
        }

        try
        {
            // Touched only, perhaps: reading checks the hashes.
            foreach (var dataset in datasets)
            {
                dataset.Read(folder);
            }

            return null;
        }
        catch (ReproducibleException fault)
        {
            return $"An input changed while the run went on, so it is not kept for reuse. {fault.Message}";
        }
    }

    private string Look() => string.Join('\n', datasets
        .SelectMany(dataset => dataset.Files.Select(file => new FileInfo(file.PathIn(folder ?? dataset.Home))))
        .Select(file => $"{file.FullName} {(file.Exists ? file.Length : -1)} {file.LastWriteTimeUtc.Ticks}"));
}
