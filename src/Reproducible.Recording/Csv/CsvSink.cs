using Reproducible.Runs;

namespace Reproducible.Recording.Csv;

/// <summary>Writes <c>&lt;results&gt;/&lt;experiment&gt;/runs.csv</c> and <c>summary.csv</c>, whole each time, so repeating changes nothing.</summary>
/// <param name="results">Absolute path of the results folder; made when it is not there.</param>
public sealed class CsvSink(string results) : IRunSink
{
    /// <inheritdoc/>
    public string Name => $"CSV in {results}";

    /// <inheritdoc/>
    /// <exception cref="ReproducibleException">The folder cannot be written to.</exception>
    public Task WriteAsync(ExperimentResult result, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var folder = Path.Combine(results, result.Name);
        try
        {
            WholeFile.Write(Path.Combine(folder, "runs.csv"), RunsTable.Text(result));
            WholeFile.Write(Path.Combine(folder, "summary.csv"), SummaryTable.Text(result));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ReproducibleException(
                $"The tables of {result.Name} cannot be written to '{folder}': {fault.Message}",
                "Make that folder writable, or name another with --results=; the runs themselves are in the store.",
                fault);
        }

        return Task.CompletedTask;
    }
}
