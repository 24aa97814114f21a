using System.Text;
using Reproducible.Recording.Report.Data;
using Reproducible.Recording.Report.Tables;
using Reproducible.Runs;

namespace Reproducible.Recording.Report;

/// <summary>Writes <c>&lt;results&gt;/&lt;experiment&gt;/summary.md</c>: the report's tables, fit for a pull request. Repeating changes nothing.</summary>
/// <param name="results">Absolute path of the results folder; made when it is not there.</param>
/// <param name="overrides">With what the runs were asked for, other than declared; null: as declared.</param>
public sealed class SummarySink(string results, RunOverrides? overrides = null) : IRunSink
{
    /// <inheritdoc/>
    public string Name => $"summaries in {results}";

    /// <inheritdoc/>
    /// <exception cref="ReproducibleException">The folder cannot be written to.</exception>
    public Task WriteAsync(ExperimentResult result, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var path = Path.Combine(results, result.Name, "summary.md");
        try
        {
            WholeFile.Write(path, Text(result, Changes.Of(overrides)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ReproducibleException(
                $"'{path}' cannot be written: {fault.Message}", "Make that folder writable, or name another with --results=; the runs themselves are in the store.", fault);
        }

        return Task.CompletedTask;
    }

    /// <summary>The whole file.</summary>
    private static string Text(ExperimentResult result, string changes)
    {
        var text = new StringBuilder($"# {MarkdownTable.Escaped(result.Name)}\n\n{MarkdownTable.Escaped(result.Description)}\n");
        if (changes.Length > 0)
        {
            text.Append("\nThese runs were asked for with `").Append(changes).Append("`, other than declared.\n");
        }

        if (Comparison.Of([new(result, [])]) is [var comparison])
        {
            var tables = new ComparisonTables(comparison, "");
            text.Append("\n**").Append(MarkdownTable.Escaped(Answer.Of(comparison))).Append("**\n");
            Append(text, tables.Strategies, open: true);
            Append(text, tables.FurtherTasks, open: true);
            Append(text, tables.Cost, open: true);
            Append(text, tables.Classes, open: false);
            Append(text, tables.Confusion, open: false);
        }

        foreach (var run in result.Runs.Where(run => run.Receipt.Status != RunStatus.Finished))
        {
            text.Append("\nRun ").Append(run.Receipt.Id).Append(" (").Append(MarkdownTable.Escaped(run.Spec.ToString())).Append(") ")
                .Append(run.Receipt.Status.ToString().ToLowerInvariant()).Append(": ").Append(MarkdownTable.Escaped(run.Receipt.Error ?? "no reason given")).Append('\n');
        }

        return text.Append("\nNumbers have the digits that their intervals support; whole ones are in [summary.csv](summary.csv), and each run's in [runs.csv](runs.csv).\n").ToString();
    }

    private static void Append(StringBuilder text, Table? table, bool open)
    {
        if (table is null || table.Rows.Count == 0)
        {
            return;
        }

        text.Append(open ? $"\n{table.Caption}:\n\n" : $"\n<details><summary>{table.Caption}</summary>\n\n")
            .Append(MarkdownTable.Text(table))
            .Append(open ? "" : "\n</details>\n");
    }
}
