using System.Globalization;
using Reproducible.Recording.TensorBoard.Messages;
using Reproducible.Runs;

namespace Reproducible.Recording.TensorBoard;

/// <summary>
/// Writes <c>&lt;results&gt;/tensorboard/&lt;experiment&gt;/&lt;run&gt;/events.out.tfevents…</c>, one whole file a run, and above the
/// experiments the file that gives the HParams tab its columns. Times are the receipts', so repeating changes no byte. The folder of an
/// experiment holds its last result and no older runs.
/// </summary>
/// <param name="results">Absolute path of the results folder; made when it is not there.</param>
/// <param name="histograms">Whether histograms are written too: of the final weights, and of gradients where a run has kept them.</param>
public sealed class TensorBoardSink(string results, bool histograms = false) : IRunSink
{
    private readonly string root = Path.Combine(results, "tensorboard");

    // By path. The columns are of all runs of all experiments, and are written after each experiment.
    private readonly Dictionary<string, SessionStartInfo?> sessions = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Name => $"TensorBoard files in {root}";

    /// <inheritdoc/>
    /// <exception cref="ReproducibleException">The folder cannot be written to, or a file in it is damaged.</exception>
    public Task WriteAsync(ExperimentResult result, CancellationToken cancel)
    {
        try
        {
            Write(result, cancel);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ReproducibleException(
                $"The event files of {result.Name} cannot be written to '{root}': {fault.Message}",
                "Make that folder writable, or name another with --results=; the runs themselves are in the store.",
                fault);
        }

        return Task.CompletedTask;
    }

    private void Write(ExperimentResult result, CancellationToken cancel)
    {
        var folder = Path.Combine(root, result.Name);
        var written = new HashSet<string>();
        foreach (var run in result.Runs)
        {
            cancel.ThrowIfCancellationRequested();
            var name = NameOf(run);
            written.Add(name);
            WriteOnly(Path.Combine(folder, name), $"{run.Receipt.StartedAt.ToUnixTimeSeconds()}.{run.Receipt.Id}", RunEvents.Of(result.Name, run, histograms));
        }

        foreach (var old in Folders(folder).Where(path => !written.Contains(Path.GetFileName(path)) && HoldsOnlyEvents(path)))
        {
            Directory.Delete(old, recursive: true);
        }

        if (Sessions().ToList() is { Count: > 0 } all)
        {
            var table = HyperParameterTable.Of(all);
            var start = DateTimeOffset.UnixEpoch.AddSeconds(table.Experiment.TimeCreatedSecs);
            using var file = new EventFile(start);
            file.Add(0, start, HyperParameters.Of(HyperParameters.ExperimentTag, table));
            WriteOnly(root, "hparams", file.ToArray());
        }
    }

    /// <summary>What all runs below say of their hyper-parameters, those of other experiments too.</summary>
    private IEnumerable<SessionStartInfo> Sessions() =>
        from run in Folders(root).SelectMany(Folders)
        from path in Directory.EnumerateFiles(run, $"{EventFile.Prefix}*").Order(StringComparer.Ordinal)
        let session = SessionIn(path)
        where session is not null
        select session;

    private SessionStartInfo? SessionIn(string path)
    {
        if (!sessions.TryGetValue(path, out var session))
        {
            session = EventFile.Read(File.ReadAllBytes(path)).Select(HyperParameters.In).FirstOrDefault(data => data?.SessionStartInfo is not null)?.SessionStartInfo;
            sessions.Add(path, session);
        }

        return session;
    }

    /// <summary>Readable, and by the id's start the only one of its name.</summary>
    private static string NameOf(RunRecord run)
    {
        var labels = run.Receipt.Examples.TryGetValue("train", out var examples) ? string.Create(CultureInfo.InvariantCulture, $"-{examples}") : "";

        return string.Create(CultureInfo.InvariantCulture, $"{run.Spec.Strategy.Name}{labels}-seed{run.Spec.Seed}-{run.Receipt.Id[..8]}");
    }

    /// <summary>One event file in the folder; an earlier one of ours goes.</summary>
    private void WriteOnly(string folder, string name, byte[] bytes)
    {
        var path = Path.Combine(folder, $"{EventFile.Prefix}{name}");
        sessions.Remove(path);
        WholeFile.Write(path, bytes);
        foreach (var old in Directory.EnumerateFiles(folder, $"{EventFile.Prefix}*").Where(file => file != path))
        {
            File.Delete(old);
        }
    }

    private static IEnumerable<string> Folders(string path) =>
        Directory.Exists(path) ? Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal) : [];

    private static bool HoldsOnlyEvents(string folder) =>
        Directory.EnumerateFileSystemEntries(folder).All(entry => Path.GetFileName(entry).StartsWith(EventFile.Prefix, StringComparison.Ordinal));
}
