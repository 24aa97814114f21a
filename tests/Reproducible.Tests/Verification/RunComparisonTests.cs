using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Traces;
using Reproducible.Verification;

namespace Reproducible.Tests.Verification;

/// <summary>Verdicts on receipts and traces made by hand: 1000 test examples, recorded accuracy 0.9.</summary>
public class RunComparisonTests
{
    // 1.96·√(2·0.9·0.1/1000) = 1.96·√0.00018 = 0.026296.
    private const double Tolerance = 0.026296;

    private static readonly TraceComparison Alike = new(null, 0);

    [Fact]
    public void All_bits_alike_are_identical_whatever_the_key_says() =>
        Assert.Equal(Sameness.Identical, Compare(Receipt(), Receipt(threads: 2), Alike).Sameness);

    [Fact]
    public void The_tolerance_is_the_sampling_noise_of_the_difference() =>
        Assert.Equal(Tolerance, Compare(Receipt(), Receipt(), Alike).AccuracyTolerance, 6);

    [Theory]
    [InlineData(0.9 - 0.0262, Sameness.WithinTolerance)]
    [InlineData(0.9 + 0.0262, Sameness.WithinTolerance)]
    [InlineData(0.9 - 0.0264, Sameness.Different)]
    [InlineData(0.9 + 0.0264, Sameness.Different)]
    public void Another_accuracy_is_within_the_noise_or_not(double accuracy, Sameness expected) =>
        Assert.Equal(expected, Compare(Receipt(), Receipt(accuracy, threads: 2), LossAt(1, 2f, 2.0001f)).Sameness);

    [Theory]
    [InlineData(2.0001f, Sameness.WithinTolerance)]
    [InlineData(2.0003f, Sameness.Different)]
    [InlineData(float.NaN, Sameness.Different)]
    public void The_first_loss_that_differs_may_do_so_by_a_ten_thousandth_of_itself(float now, Sameness expected) =>
        Assert.Equal(expected, Compare(Receipt(), Receipt(threads: 2), LossAt(7, 2f, now)).Sameness);

    [Fact]
    public void The_same_key_with_other_bits_is_different_however_near() =>
        Assert.Equal(Sameness.Different, Compare(Receipt(), Receipt(), LossAt(1, 2f, 2.0001f)).Sameness);

    [Theory]
    [InlineData(TraceCause.Batch)]
    [InlineData(TraceCause.Input)]
    [InlineData(TraceCause.LearningRate)]
    [InlineData(TraceCause.Length)]
    [InlineData(TraceCause.Tensors)]
    public void Rounding_changes_no_order_no_image_no_rate_and_no_length(TraceCause cause) =>
        Assert.Equal(Sameness.Different, Compare(Receipt(), Receipt(threads: 2), new(new(3, cause, 2f, 2f, null, null), 0)).Sameness);

    [Fact]
    public void Rounding_beside_other_code_excuses_nothing() =>
        Assert.Equal(Sameness.Different, Compare(Receipt(), Receipt(threads: 2, code: "other"), LossAt(1, 2f, 2.0001f)).Sameness);

    [Theory]
    [InlineData("start", Sameness.WithinTolerance)]
    [InlineData("other start", Sameness.Different)]
    public void Sources_with_other_keys_count_as_the_same_where_their_weights_are(string start, Sameness expected)
    {
        var (was, now) = (Receipt(source: "a") with { SourceWeightsSha256 = "start" }, Receipt(threads: 2, source: "b") with { SourceWeightsSha256 = start });

        Assert.Equal(expected, Compare(was, now, LossAt(1, 2f, 2.0001f)).Sameness);
    }

    [Fact]
    public void The_tolerance_and_what_differs_is_said() => Assert.Equal(
        [
            "same within tolerance: test accuracy within 0.0263 (95 % sampling noise of the test split), first loss within 1e-4 of itself",
            "  first step that differs: 7; the same examples, another loss; loss 2 (0x40000000) → 2.0000999 (0x400001a3)",
            "  largest difference of a loss: 0.0001",
            "  cause: threads 1 → 2",
        ],
        ComparisonText.Lines(Compare(Receipt(), Receipt(threads: 2), LossAt(7, 2f, 2.0001f)) with { Causes = ["threads 1 → 2"] }));

    [Theory]
    [InlineData(0.91, "  test accuracy: 0.900000 → 0.910000 (+0.010000)")]
    [InlineData(0.89, "  test accuracy: 0.900000 → 0.890000 (-0.010000)")]
    [InlineData(0.9 - 3e-8, "  test accuracy: 0.900000 → 0.900000 (-3.0e-8)")]
    public void A_metric_that_differs_is_shown_with_its_difference(double now, string line) =>
        Assert.Contains(line, ComparisonText.Lines(Compare(Receipt(), Receipt(now), Alike)));

    [Fact]
    public void An_identical_run_of_another_key_says_so() => Assert.Equal(
        ["identical bit for bit: 0 settings, each loss, each weight hash, each metric", "  although threads 1 → 2"],
        ComparisonText.Lines(Compare(Receipt(), Receipt(threads: 2), Alike) with { Causes = ["threads 1 → 2"] }));

    private static RunComparison Compare(Receipt was, Receipt now, TraceComparison trace) => new(was, now, [], trace);

    private static TraceComparison LossAt(long step, float was, float now) => new(new(step, TraceCause.Loss, was, now, null, null), 0.0001);

    private static Receipt Receipt(double accuracy = 0.9, int threads = 1, string code = "code", string source = "none") => new()
    {
        Id = "7",
        Status = RunStatus.Finished,
        StartedAt = DateTimeOffset.UnixEpoch,
        Key = new Dictionary<string, KeyPart>
        {
            [KeyParts.Threads] = KeyPart.Of([KeyValuePair.Create("threads", $"{threads}")]),
            [KeyParts.Code] = KeyPart.Of([KeyValuePair.Create("A", code)]),
            [KeyParts.Source] = KeyPart.Of([KeyValuePair.Create("run", source)]),
        },
        Environment = new Dictionary<string, string>(),
        Examples = new Dictionary<string, int> { ["test"] = 1000 },
        Test = new(0.5, accuracy, 0.9, 0.9, 0.9, []),
        WeightsSha256 = "weights",
    };
}
