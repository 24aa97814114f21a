using Reproducible.Recording.Report.Data;
using Reproducible.Recording.Report.Page;
using Reproducible.Runs;

namespace Reproducible.Recording.Report;

/// <summary>Writes <c>&lt;results&gt;/report/index.html</c>: one file that needs no network; its links lead to the receipts in <c>../store</c>.</summary>
public static class HtmlReport
{
    /// <summary>Writes the page, whole; the same experiments give the same bytes.</summary>
    /// <param name="results">Absolute path of the results folder.</param>
    /// <param name="experiments">In the order in which they are to be shown.</param>
    /// <param name="unshipped">One for each place that runs are sent to.</param>
    /// <param name="overrides">With what these runs were asked for, other than declared; null: as declared.</param>
    /// <returns>Absolute path of the page.</returns>
    /// <exception cref="ReproducibleException">The folder cannot be written to.</exception>
    public static string Write(string results, IReadOnlyList<ReportedExperiment> experiments, IReadOnlyList<Unshipped> unshipped, RunOverrides? overrides = null)
    {
        var path = Path.Combine(results, "report", "index.html");
        var text = PageText.Of(ReportData.Of(experiments, unshipped, overrides));
        try
        {
            WholeFile.Write(path, text);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ReproducibleException($"'{path}' cannot be written: {fault.Message}", "Make that folder writable, or name another with --results=.", fault);
        }

        return path;
    }
}
