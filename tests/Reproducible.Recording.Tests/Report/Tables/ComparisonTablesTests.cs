using Reproducible.Recording.Report.Data;
using Reproducible.Recording.Report.Tables;
using Reproducible.Strategies;

namespace Reproducible.Recording.Tests.Report.Tables;

public class ComparisonTablesTests
{
    /// <summary>The uncertain strategy has the larger mean gain: 12.3 ± 24.9 points against 12 ± 5.</summary>
    [Fact]
    public void Verdicts_sort_by_what_they_say_and_not_by_the_gain()
    {
        var scratch = ReportSample.Runs(new FromScratch(), [0.80, 0.82, 0.84]);
        double[][] accuracies = [[0.90, 0.94, 0.98], [1.00, 0.83, 1.00], [0.70, 0.70, 0.70]];
        var runs = accuracies.SelectMany((values, index) => ReportSample.Runs(new Tune { Note = $"{index}" }, values)).Concat(scratch).ToList();
        var table = new ComparisonTables(Comparison.Of([ReportSample.Experiment("All", runs, scratch)])[0], "").Strategies;
        var verdict = table.Columns.Index().Single(entry => entry.Item.Heading == "Verdict").Index;

        Assert.Equal(
            [("no difference", 0), ("gain", 1), ("", null), ("negative transfer", -1)],
            table.Rows.Select(row => (row[verdict].Text, row[verdict].Order)));
    }
}
