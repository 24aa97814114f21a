using Reproducible.Recording.Report.Data;
using Reproducible.Strategies;

namespace Reproducible.Recording.Tests.Report.Data;

public class AnswerTests
{
    // Each second list minus this one is the gain of a seed; t(0.975, 2)/√3 is 2.484.
    private static readonly double[] Scratch = [0.80, 0.82, 0.84];

    [Fact]
    public void A_gain_is_a_yes_with_its_interval() => Assert.Equal(
        "Yes: Tune gains +12.0 ± 5.0 points of test accuracy over training from scratch (95 % interval, 3 paired seeds).",
        Of((new Tune(), [0.90, 0.94, 0.98])));

    [Fact]
    public void A_loss_is_negative_transfer_in_plain_words() => Assert.Equal(
        "No: Tune is negative transfer, −12.0 ± 5.0 points of test accuracy against training from scratch (95 % interval, 3 paired seeds).",
        Of((new Tune(), [0.70, 0.70, 0.70])));

    [Fact]
    public void What_holds_zero_is_not_shown() => Assert.Equal(
        "Not shown: the largest gain, Tune's, is +2.0 ± 5.0 points of test accuracy over training from scratch (95 % interval, 3 paired seeds), which does not exclude zero.",
        Of((new Tune(), [0.80, 0.84, 0.88])));

    [Fact]
    public void Every_strategy_is_named_with_what_it_showed() => Assert.Equal(
        "Yes: Tune(Note=a) gains +12.0 ± 5.0 and Tune(Note=b) +11.0 ± 5.0 points of test accuracy over training from scratch (95 % intervals, 3 paired seeds); "
        + "Tune(Note=c) shows no difference; Tune(Note=d) (−12.0 ± 5.0) is negative transfer.",
        Of((new Tune { Note = "d" }, [0.70, 0.70, 0.70]), (new Tune { Note = "b" }, [0.89, 0.93, 0.97]), (new Tune { Note = "a" }, [0.90, 0.94, 0.98]), (new Tune { Note = "c" }, [0.80, 0.84, 0.88])));

    [Fact]
    public void One_pair_decides_nothing()
    {
        var scratch = ReportSample.Runs(new FromScratch(), [0.8]);

        Assert.Equal(
            "Undecided: Tune's gain is +10 points of test accuracy over training from scratch, but from one pair of seeds, which gives no interval.",
            Answer.Of(Comparison.Of([ReportSample.Experiment("One", ReportSample.Runs(new Tune(), [0.9]), scratch)])[0]));
    }

    [Fact]
    public void One_pair_at_each_number_of_labels_decides_nothing_either()
    {
        int[] labels = [5, 10, 50];
        var scratch = labels.SelectMany(count => ReportSample.Runs(new FromScratch(), [0.8], count)).ToList();
        var tuned = labels.SelectMany(count => ReportSample.Runs(new Tune(), [count == 10 ? 0.95 : 0.9], count)).ToList();

        Assert.Equal(
            "Undecided: every gain is from one pair of seeds, which gives no interval; the largest is Tune's, +15 points of test accuracy over training from scratch with 20 labels.",
            Answer.Of(Comparison.Of([ReportSample.Experiment("Grid", tuned, scratch)])[0]));
    }

    [Fact]
    public void A_number_of_labels_with_one_pair_is_not_said_to_show_anything()
    {
        var scratch = ReportSample.Runs(new FromScratch(), Scratch, labels: 5).Concat(ReportSample.Runs(new FromScratch(), Scratch, labels: 50)).ToList();
        var tuned = ReportSample.Runs(new Tune(), [0.90, 0.94, 0.98], labels: 5).Concat(ReportSample.Runs(new Tune(), [0.9], labels: 50)).ToList();

        Assert.Equal(
            "Tune gains +12.0 ± 5.0 points with 10 labels; with 100 labels one pair of seeds gives no interval "
            + "(test accuracy over training from scratch; 95 % intervals, 3 paired seeds each).",
            Answer.Of(Comparison.Of([ReportSample.Experiment("Grid", tuned, scratch)])[0]));
    }

    /// <summary>The gains of the second are 10 and 11 points: t(0.975, 1)·0.707/√2 is 6.4.</summary>
    [Fact]
    public void Strategies_of_which_seeds_failed_are_not_given_the_others_pairs() => Assert.Equal(
        "Yes: Tune(Note=a) gains +12.0 ± 5.0 and Tune(Note=b) +10.5 ± 6.4 points of test accuracy over training from scratch (95 % intervals, 2 to 3 paired seeds); "
        + "Tune(Note=c) has one pair of seeds, which gives no interval.",
        Of((new Tune { Note = "a" }, [0.90, 0.94, 0.98]), (new Tune { Note = "b" }, [0.90, 0.93]), (new Tune { Note = "c" }, [0.95])));

    [Fact]
    public void Numbers_of_labels_are_answered_one_by_one()
    {
        var scratch = ReportSample.Runs(new FromScratch(), Scratch, labels: 5).Concat(ReportSample.Runs(new FromScratch(), Scratch, labels: 50)).ToList();
        var tuned = ReportSample.Runs(new Tune(), [0.90, 0.94, 0.98], labels: 5).Concat(ReportSample.Runs(new Tune(), [0.70, 0.70, 0.70], labels: 50)).ToList();

        Assert.Equal(
            "Tune gains +12.0 ± 5.0 points with 10 labels; with 100 labels no gain is shown, and Tune (−12.0 ± 5.0) is negative transfer "
            + "(test accuracy over training from scratch; 95 % intervals, 3 paired seeds each).",
            Answer.Of(Comparison.Of([ReportSample.Experiment("Grid", tuned, scratch)])[0]));
    }

    [Fact]
    public void What_holds_at_several_numbers_of_labels_is_said_once()
    {
        int[] labels = [5, 10, 50, 100];
        var scratch = labels.SelectMany(count => ReportSample.Runs(new FromScratch(), Scratch, count)).ToList();
        var tuned = labels.SelectMany(count => ReportSample.Runs(new Tune(), count < 50 ? [0.90, 0.94, 0.98] : [0.80, 0.84, 0.88], count)).ToList();

        Assert.StartsWith(
            "Tune gains +12.0 ± 5.0 points with 10 labels and +12.0 ± 5.0 with 20 labels; with 100 labels and 200 labels no gain is shown (test accuracy",
            Answer.Of(Comparison.Of([ReportSample.Experiment("Grid", tuned, scratch)])[0]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_comparison_it_says_what_was_reached()
    {
        var runs = ReportSample.Runs(new FromScratch(), [0.9]);

        Assert.Equal("FromScratch reaches 90.0 % test accuracy (one seed, so no interval); nothing is compared with it.", Answer.Of(Comparison.Of([ReportSample.Experiment("Source", runs, runs)])[0]));
    }

    [Fact]
    public void Without_a_finished_run_there_is_none()
    {
        var runs = new[] { ReportSample.Run(new FromScratch(), 0, 0, error: "out of memory") };

        Assert.Equal("No run finished, so there is no answer.", Answer.Of(Comparison.Of([ReportSample.Experiment("Source", runs, [])])[0]));
    }

    private static string Of(params (Tune Strategy, double[] Accuracies)[] arms)
    {
        var scratch = ReportSample.Runs(new FromScratch(), Scratch);

        return Answer.Of(Comparison.Of([.. arms.Select((arm, index) => ReportSample.Experiment($"E{index}", ReportSample.Runs(arm.Strategy, arm.Accuracies), scratch))])[0]);
    }
}
