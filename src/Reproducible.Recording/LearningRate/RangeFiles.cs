namespace Reproducible.Recording.LearningRate;

/// <summary>Writes <c>&lt;results&gt;/&lt;experiment&gt;/learning-rate.csv</c> and <c>learning-rate.svg</c>, whole each time.</summary>
public static class RangeFiles
{
    /// <param name="results">Absolute path of the results folder; made when it is not there.</param>
    /// <param name="tests">At least one.</param>
    /// <returns>Absolute paths of the table and the picture.</returns>
    /// <exception cref="ReproducibleException">The folder cannot be written to.</exception>
    public static (string Table, string Picture) Write(string results, string experiment, IReadOnlyList<TestedRates> tests)
    {
        ArgumentNullException.ThrowIfNull(tests);

        var folder = Path.Combine(results, experiment);
        var (table, picture) = (Path.Combine(folder, "learning-rate.csv"), Path.Combine(folder, "learning-rate.svg"));
        try
        {
            WholeFile.Write(table, RangeTable.Text(tests));
            WholeFile.Write(picture, RangePicture.Of(experiment, tests));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ReproducibleException(
                $"The range tests of {experiment} cannot be written to '{folder}': {fault.Message}", "Make that folder writable, or name another with --results=.", fault);
        }

        return (table, picture);
    }
}
