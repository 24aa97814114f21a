using Reproducible.Recording.Report;
using Reproducible.Strategies;

namespace Reproducible.Recording.Tests.Report;

public class SummarySinkTests
{
    [Fact]
    public async Task Writes_the_answer_and_its_tables()
    {
        using var folder = new TempFolder();
        await new SummarySink(folder.Path).WriteAsync(ReportSample.Tuning().Result, TestContext.Current.CancellationToken);
        var text = await File.ReadAllTextAsync(folder["Tuning/summary.md"], TestContext.Current.CancellationToken);

        Assert.StartsWith(
            """
            # Tuning

            Does it help?

            **Yes: Tune gains +12.0 ± 5.0 points of test accuracy over training from scratch (95 % interval, 3 paired seeds).**

            Test accuracy, and gain over training from scratch paired by seed; ± is the 95 % interval over seeds:

            | Strategy | Gain, points | Verdict | Accuracy, % | Seeds |
            | --- | ---: | --- | ---: | ---: |
            | Tune | +12.0 ± 5.0 | gain | 94.0 ± 9.9 | 3 |
            | FromScratch | baseline |  | 82.0 ± 5.0 | 3 |

            Cost of a run; ± is the 95 % interval over seeds:

            | Strategy | Training, s | Weights that learn | Weights in all | Peak memory, MB |
            | --- | ---: | ---: | ---: | ---: |
            | Tune | 2.0 ± 2.5 | 60 | 100 | 300 |
            """.ReplaceLineEndings("\n"),
            text,
            StringComparison.Ordinal);
        Assert.Contains("| Tune | top | 141 | 9 |", text, StringComparison.Ordinal);
        Assert.DoesNotContain("](../store", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_failed_and_why()
    {
        using var folder = new TempFolder();
        var runs = new[] { ReportSample.Run(new FromScratch(), 0, 0.8), ReportSample.Run(new FromScratch(), 1, 0, error: "<b>loss</b> is NaN\nat step 7") };
        await new SummarySink(folder.Path).WriteAsync(ReportSample.Experiment("Half", runs, []).Result, TestContext.Current.CancellationToken);
        var text = await File.ReadAllTextAsync(folder["Half/summary.md"], TestContext.Current.CancellationToken);

        Assert.Contains("failed: &lt;b&gt;loss&lt;/b&gt; is NaN at step 7\n", text, StringComparison.Ordinal);
        Assert.Contains("| FromScratch | 80.0 | 1 of 2 |", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_when_less_was_asked_for_than_declared()
    {
        using var folder = new TempFolder();
        await new SummarySink(folder.Path, new(Seeds: 3, Epochs: 1)).WriteAsync(ReportSample.Tuning().Result, TestContext.Current.CancellationToken);
        var text = await File.ReadAllTextAsync(folder["Tuning/summary.md"], TestContext.Current.CancellationToken);

        Assert.Contains("Does it help?\n\nThese runs were asked for with `--seeds=3 --epochs=1`, other than declared.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_an_error_with_a_remedy()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["Tuning"], "in the way", TestContext.Current.CancellationToken);
        var fault = await Assert.ThrowsAsync<ReproducibleException>(() => new SummarySink(folder.Path).WriteAsync(ReportSample.Tuning().Result, CancellationToken.None));

        Assert.Contains("--results=", fault.Remedy, StringComparison.Ordinal);
    }
}
