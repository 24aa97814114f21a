using System.Xml.Linq;
using Reproducible.Recording.Mlflow;
using Reproducible.Recording.Mlflow.Shipping;
using Reproducible.Recording.Mlflow.Translation;
using Reproducible.Runs;
using Reproducible.Statistics;
using Reproducible.Strategies;

namespace Reproducible.Recording.Tests.Mlflow.Translation;

/// <summary>What a parent run says of its seeds.</summary>
public sealed class GroupTranslationTests
{
    private static readonly double[] Accuracies = [0.8, 0.9, 0.7, 0.6];

    [Fact]
    public void Says_what_the_seeds_say_together()
    {
        var metrics = Parent(Tuned(Accuracies)).Metrics.ToDictionary(point => point.Key, point => point.Value);

        Assert.Equal(4, metrics["n"]);
        Assert.Equal(0, metrics["failed"]);
        Assert.Equal(0.75, metrics["test_accuracy_mean"], 12);
        // Squares of 0.05, 0.15, 0.05, 0.15 sum to 0.05; a third of it, and its root.
        Assert.Equal(Math.Sqrt(0.05 / 3), metrics["test_accuracy_sd"], 12);
        // Student's t with 3 degrees of freedom at 0.975 is 3.1824 (any table).
        Assert.Equal(0.75 - (3.1824 * Math.Sqrt(0.05 / 3) / 2), metrics["test_accuracy_low"], 4);
        Assert.Equal(0.75 + (3.1824 * Math.Sqrt(0.05 / 3) / 2), metrics["test_accuracy_high"], 4);
        Assert.Equal(0.75, metrics["test_accuracy_median"], 12);
        Assert.Equal((0.6, 0.9), (metrics["test_accuracy_min"], metrics["test_accuracy_max"]));
        Assert.Equal((0.1, 0.05, 0.15, 4), (metrics["gain_mean"], metrics["gain_low"], metrics["gain_high"], metrics["gain_n"]));
        Assert.Equal((0.25, 0.6), (metrics["test_loss_mean"], metrics["test_f1_mean"]));
        Assert.Equal(1, metrics["gain_verdict"]);
    }

    [Theory]
    [InlineData(-0.2, -0.1, -1)]
    [InlineData(-0.1, 0.2, 0)]
    [InlineData(0.1, 0.2, 1)]
    public void Says_the_verdict_as_a_number_too(double low, double high, double verdict) =>
        Assert.Equal(verdict, Parent(Tuned(Accuracies), new(4, (low + high) / 2, 0.05, low, high)).Metrics.Single(point => point.Key == "gain_verdict").Value);

    [Fact]
    public void Leaves_out_bounds_that_one_seed_does_not_have()
    {
        var parent = Parent(Tuned([0.8]));

        Assert.Equal(["failed", "n", "test_accuracy_max", "test_accuracy_mean", "test_accuracy_median", "test_accuracy_min"], parent.Metrics.Select(point => point.Key).Where(key => key is "n" or "failed" || key.StartsWith("test_accuracy", StringComparison.Ordinal)).Order());
        Assert.All(parent.Metrics, point => Assert.Equal(0, point.Step));
    }

    [Fact]
    public void Counts_a_failed_seed_and_says_nothing_of_its_numbers()
    {
        var parent = Parent([.. Tuned([0.8, 0.9]), Sample.Run(new Tune(), 9, "f000000000000009", error: "diverged")]);

        Assert.Equal((2.0, 1.0), (parent.Metrics.Single(point => point.Key == "n").Value, parent.Metrics.Single(point => point.Key == "failed").Value));
        Assert.Contains("3 runs, one a seed, 1 of them failed, are the children of this one", Tag(parent, "mlflow.note.content"), StringComparison.Ordinal);
    }

    [Fact]
    public void Has_the_settings_but_the_seed_as_parameters_and_the_verdict_as_a_tag()
    {
        var parent = Parent(Tuned(Accuracies));

        Assert.DoesNotContain(parent.Params, entry => entry.Key == "seed");
        Assert.Contains(parent.Params, entry => entry is { Key: "strategy", Value: "Tune" });
        Assert.Equal("gain", Tag(parent, "reproducible.verdict"));
        // A parameter never changes in MLflow; a verdict does, as seeds are added.
        Assert.DoesNotContain(parent.Params, entry => entry.Key == "verdict");
    }

    [Fact]
    public void Answers_in_a_sentence_with_the_interval()
    {
        Assert.Contains(
            "**Gain: Tune changes test accuracy by +10.00 points against from-scratch (95 % interval +5.00 to +15.00, 4 pairs).**",
            Tag(Parent(Tuned(Accuracies)), "mlflow.note.content"),
            StringComparison.Ordinal);
        Assert.Contains(
            "**Negative transfer: Tune changes test accuracy by -10.00 points against from-scratch (95 % interval -15.00 to -5.00, 4 pairs).**",
            Tag(Parent(Tuned(Accuracies), new(4, -0.1, 0.01, -0.15, -0.05)), "mlflow.note.content"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Draws_each_seed_the_mean_and_the_interval()
    {
        var picture = Parent(Tuned(Accuracies)).Artifacts.Single(artifact => artifact.Path == "summary.svg");
        using var content = picture.Open();
        var svg = XDocument.Load(content).Root!;

        Assert.Equal(4, svg.Elements().Count(element => element.Name.LocalName == "circle"));
        Assert.Equal(2, svg.Elements().Count(element => element.Name.LocalName == "line" && (string?)element.Attribute("stroke") == "#0072B2"));
        Assert.StartsWith("Test accuracy of Single, percent. Gain:", svg.Elements().First().Value, StringComparison.Ordinal);
        Assert.Contains(svg.Elements(), element => element.Name.LocalName == "text" && element.Value == "Tune");
    }

    [Fact]
    public void A_strategy_is_called_as_its_type_calls_it()
    {
        var run = new StoredRun(Sample.Run(new Tune { Note = "a, b" }, 3, "0000000000000002"));

        Assert.Equal(new Tune { Note = "a, b" }.ToString(), run.Strategy);
        Assert.Equal(new Garments { LabelsPerClass = 10 }.ToString(), run.Dataset);
        Assert.Equal(new TinyNet(4).ToString(), run.Backbone);
        Assert.Equal(new PartialFreeze(2).ToString(), new StoredRun(Sample.Run(new PartialFreeze(2), 3, "0000000000000002")).Strategy);
    }

    [Fact]
    public void One_pair_of_seeds_has_no_verdict()
    {
        var parent = Parent(Tuned([0.9]), Interval.Of([0.1]));

        Assert.DoesNotContain(parent.Tags, tag => tag.Key == "reproducible.verdict");
        Assert.Contains("Undecided: Tune changes test accuracy by +10.00 points against from-scratch (one pair: no interval).", Tag(parent, "mlflow.note.content"), StringComparison.Ordinal);
    }

    [Fact]
    public void Seeds_are_one_group_and_another_recipe_is_another()
    {
        var (one, other, recipe) = (Sample.Run(new Tune(), 0, "a"), Sample.Run(new Tune(), 1, "b"), Sample.Run(new Tune { Note = "x" }, 0, "c"));

        Assert.Equal(SeedGroup.IdOf(one.Receipt), SeedGroup.IdOf(other.Receipt));
        Assert.NotEqual(SeedGroup.IdOf(one.Receipt), SeedGroup.IdOf(recipe.Receipt));
    }

    private static List<RunRecord> Tuned(double[] accuracies) =>
        [.. accuracies.Select((accuracy, seed) => Sample.Run(new Tune(), seed, $"000000000000000{seed}", accuracy: accuracy))];

    private static MlflowRun Parent(List<RunRecord> runs, Interval? gain = null)
    {
        gain ??= new(4, 0.1, 0.01, 0.05, 0.15);
        Summary summary = new(runs[0].Spec.Strategy, runs[0].Spec.Dataset, runs[0].Spec.Backbone, 20, null, gain, gain.Verdict, 0, 0);
        var shipment = Shipment.Of(new("Single", "Does it help?", runs, [summary]));

        return new GroupTranslation(shipment, new(new() { User = "ada" }, "a store")).Of(Assert.Single(shipment.Groups), "id");
    }

    private static string Tag(MlflowRun run, string key) => run.Tags.Single(tag => tag.Key == key).Value;
}
