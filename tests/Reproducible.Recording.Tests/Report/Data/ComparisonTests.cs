using Reproducible.Recording.Report.Data;
using Reproducible.Strategies;

namespace Reproducible.Recording.Tests.Report.Data;

public class ComparisonTests
{
    [Fact]
    public void Experiments_with_the_same_baseline_are_one_comparison_best_first()
    {
        var scratch = ReportSample.Runs(new FromScratch(), [0.80, 0.82, 0.84]);
        var comparisons = Comparison.Of(
        [
            ReportSample.Experiment("Worse", ReportSample.Runs(new Tune { Note = "worse" }, [0.7, 0.7, 0.7]), scratch),
            ReportSample.Experiment("Baseline", scratch, scratch),
            ReportSample.Experiment("Better", ReportSample.Runs(new Tune { Note = "better" }, [0.9, 0.9, 0.9]), scratch),
            ReportSample.Grid(labels: [5, 50]),
        ]);

        Assert.Equal(2, comparisons.Count);
        Assert.Equal(["Worse", "Baseline", "Better"], comparisons[0].Experiments.Select(experiment => experiment.Name));
        Assert.Equal(["Tune(Note=better)", "FromScratch", "Tune(Note=worse)"], Assert.Single(comparisons[0].Settings).Arms.Select(arm => arm.Label));
        Assert.Equal(["10 labels", "100 labels"], comparisons[1].Settings.Select(setting => setting.Label));
        Assert.Equal("top against shoe, 10 to 100 labels", comparisons[1].Subject);
    }

    [Fact]
    public void Gains_are_paired_by_seed_and_agree_with_the_summary()
    {
        var tuned = Comparison.Of([ReportSample.Tuning()])[0].Arms.Single(arm => !arm.IsBaseline);

        Assert.Equal([10, 12, 14], tuned.Runs.Select(run => Math.Round(run.Gain!.Value * 100, 9)));
        Assert.Equal(tuned.Summary.Gain!.Mean, tuned.Runs.Average(run => run.Gain!.Value), 12);
        Assert.All(tuned.Runs, run => Assert.NotEqual(run.Id, run.BaselineId));
    }

    [Fact]
    public void A_run_that_failed_is_shown_without_a_number()
    {
        var scratch = ReportSample.Runs(new FromScratch(), [0.8, 0.8]);
        var runs = new[] { ReportSample.Run(new Tune(), 0, 0.9), ReportSample.Run(new Tune(), 1, 0, error: "loss is NaN") };
        var arm = Comparison.Of([ReportSample.Experiment("Half", runs, scratch)])[0].Arms.Single(arm => !arm.IsBaseline);

        Assert.Equal(1, arm.Summary.Failed);
        Assert.Equal([0.9, null], arm.Runs.Select(run => run.Accuracy));
        Assert.Null(arm.Runs[1].Gain);
    }

    [Fact]
    public void A_baseline_that_nobody_asked_for_is_shown_beside()
    {
        var comparison = Comparison.Of([ReportSample.Experiment("Alone", ReportSample.Runs(new Tune(), [0.9, 0.9]), ReportSample.Runs(new FromScratch(), [0.8, 0.8]))])[0];

        Assert.Equal(["Tune", "FromScratch"], comparison.Arms.Select(arm => arm.Label));
    }

    [Fact]
    public void The_same_strategy_of_two_experiments_is_told_apart()
    {
        var scratch = ReportSample.Runs(new FromScratch(), [0.8, 0.8]);
        var comparison = Comparison.Of([ReportSample.Experiment("Short", ReportSample.Runs(new Tune(), [0.9, 0.9]), scratch), ReportSample.Experiment("Long", ReportSample.Runs(new Tune(), [0.95, 0.95]), scratch)])[0];

        Assert.Equal(["Tune (Long)", "Tune (Short)", "FromScratch"], comparison.Arms.Select(arm => arm.Label));
    }

    [Fact]
    public void Only_settings_of_one_network_are_drawn_against_their_labels()
    {
        int[] labels = [5, 50];
        var scratch = labels.SelectMany(count => ReportSample.Runs(new FromScratch(), [0.8, 0.8], count)).ToList();
        var wider = ReportSample.Runs(new FromScratch(), [0.8, 0.8], 50).Select(run => run with { Spec = run.Spec with { Backbone = new TinyNet(8) } });
        var comparison = Comparison.Of([ReportSample.Experiment("Grid", [.. scratch, .. wider], [])])[0];

        Assert.Equal(["10 labels, TinyNet(Width=4)", "100 labels, TinyNet(Width=4)", "100 labels, TinyNet(Width=8)"], comparison.Settings.Select(setting => setting.Label));
        Assert.Equal([10, 100], Assert.Single(comparison.Families).Select(setting => setting.Examples));
    }

    [Fact]
    public void Numbers_of_labels_are_drawn_in_their_order_whatever_the_declared_one()
    {
        var comparison = Comparison.Of([ReportSample.Grid(labels: [50, 5, 10])])[0];

        Assert.Equal([100, 10, 20], comparison.Settings.Select(setting => setting.Examples));
        Assert.Equal([10, 20, 100], Assert.Single(comparison.Families).Select(setting => setting.Examples));
    }

    [Fact]
    public void The_comparison_with_most_seeds_leads()
    {
        var report = ReportData.Of([ReportSample.Grid(seeds: 2, labels: [5]), ReportSample.Tuning()], []);

        Assert.Equal(["Tuning"], report.Comparisons[0].Experiments.Select(experiment => experiment.Name));
        Assert.Equal(2 + 2 + 3 + 3, report.Runs.Count);
    }

    [Fact]
    public void An_experiment_without_runs_is_in_no_comparison_but_said()
    {
        var report = ReportData.Of([ReportSample.Experiment("Later", [], [], missing: 10)], [new("MLflow", 3)]);

        Assert.Empty(report.Comparisons);
        Assert.Equal([("Later", 10, 0)], report.Absent);
    }
}
