using Reproducible.Traces;
using static Reproducible.Tests.Traces.TraceFiles;

namespace Reproducible.Tests.Traces;

public sealed class TraceComparisonTests
{
    private static readonly Trace Recorded = new(
        "a",
        ["one", "two"],
        [Step(1), Step(2), Step(3), Step(4)],
        [new(0, [1, 2]), new(2, [3, 4]), new(4, [5, 6])],
        IsComplete: true);

    [Fact]
    public void The_same_bits_differ_in_nothing() =>
        Assert.Equal(new TraceComparison(null, 0), TraceComparison.Of(Recorded, Recorded with { RunId = "b" }));

    [Fact]
    public void A_loss_of_other_bits_is_named_with_the_first_tensor_that_differs_from_there_on()
    {
        var again = With(Step(3, loss: 0.75f), new(4, [5, 7]));

        Assert.Equal(new TraceComparison(new(3, TraceCause.Loss, 0.5f, 0.75f, "two", 4), 0.25), TraceComparison.Of(Recorded, again));
    }

    [Fact]
    public void The_largest_loss_difference_is_over_all_steps()
    {
        var again = Recorded with { Steps = [Step(1), Step(2, loss: 0.625f), Step(3, loss: -0.5f), Step(4)] };

        var comparison = TraceComparison.Of(Recorded, again);

        Assert.Equal(1, comparison.LargestLossDifference);
        Assert.Equal(new TraceDifference(2, TraceCause.Loss, 0.5f, 0.625f, null, null), comparison.First);
    }

    [Fact]
    public void Weights_alone_are_found_after_their_step()
    {
        var again = With(null, new(2, [9, 4]));

        Assert.Equal(new TraceDifference(2, TraceCause.Weights, 0.5f, 0.5f, "one", 2), TraceComparison.Of(Recorded, again).First);
    }

    [Fact]
    public void Weights_that_no_loss_shows_are_found_at_their_step_and_named_at_the_next_hash()
    {
        var recorded = Recorded with { Steps = [.. Recorded.Steps.Select(step => step with { Weights = 7 })] };
        var again = With(null, new(4, [5, 7])) with { Steps = [.. recorded.Steps.Select(step => step with { Weights = step.Step < 3 ? 7u : 8u })] };

        Assert.Equal(new TraceDifference(3, TraceCause.Weights, 0.5f, 0.5f, "two", 4), TraceComparison.Of(recorded, again).First);
    }

    [Fact]
    public void Start_weights_come_before_everything()
    {
        var again = With(Step(1, batch: 12), new(0, [1, 9]));

        Assert.Equal(new TraceDifference(0, TraceCause.StartWeights, null, null, "two", 0), TraceComparison.Of(Recorded, again).First);
    }

    [Fact]
    public void At_one_step_the_order_is_that_of_the_computation()
    {
        Assert.Equal(TraceCause.Batch, CauseOf(Step(2, batch: 12, input: 23, rate: 0.2, loss: 1)));
        Assert.Equal(TraceCause.Batch, CauseOf(Step(2, epoch: 1, input: 23, rate: 0.2, loss: 1)));
        Assert.Equal(TraceCause.Input, CauseOf(Step(2, input: 23, rate: 0.2, loss: 1)));
        Assert.Equal(TraceCause.LearningRate, CauseOf(Step(2, rate: 0.2, loss: 1)));
        Assert.Equal(TraceCause.Loss, CauseOf(Step(2, loss: 1) with { Weights = 9 }));
        Assert.Equal(TraceCause.Weights, CauseOf(null));
        static TraceCause? CauseOf(TraceStep? step) => TraceComparison.Of(Recorded, With(step, new(2, [9, 9]))).First?.Cause;
    }

    [Fact]
    public void Weights_of_an_earlier_step_come_before_a_later_batch()
    {
        var again = With(Step(3, batch: 12), new(2, [3, 9]));

        Assert.Equal(new TraceDifference(2, TraceCause.Weights, 0.5f, 0.5f, "two", 2), TraceComparison.Of(Recorded, again).First);
    }

    [Fact]
    public void Inputs_that_one_trace_did_not_take_are_not_compared() =>
        Assert.Null(TraceComparison.Of(Recorded, With(Step(2, input: 0), null)).First);

    [Fact]
    public void Losses_compare_as_bits()
    {
        var nan = BitConverter.UInt32BitsToSingle(0x7FC00001);
        var zero = Recorded with { Steps = [Step(1, loss: 0f)], Weights = [] };
        var negative = zero with { Steps = [Step(1, loss: -0f)] };
        var none = zero with { Steps = [Step(1, loss: float.NaN)] };
        var other = zero with { Steps = [Step(1, loss: nan)] };

        Assert.Equal(TraceCause.Loss, TraceComparison.Of(zero, negative).First?.Cause);
        Assert.Equal(0, TraceComparison.Of(zero, negative).LargestLossDifference);
        Assert.Equal(new TraceComparison(null, 0), TraceComparison.Of(none, none));
        Assert.Equal(TraceCause.Loss, TraceComparison.Of(none, other).First?.Cause);
        Assert.Equal(double.PositiveInfinity, TraceComparison.Of(none, zero).LargestLossDifference);
    }

    [Fact]
    public void Other_tensors_are_named_and_nothing_else_is_compared()
    {
        var again = Recorded with { Tensors = ["one", "three"], Steps = [Step(1, batch: 12)] };

        Assert.Equal(new TraceDifference(0, TraceCause.Tensors, null, null, "two", null), TraceComparison.Of(Recorded, again).First);
        Assert.Equal("three", TraceComparison.Of(Recorded with { Tensors = ["one"] }, again).First?.Tensor);
    }

    [Fact]
    public void A_shorter_trace_is_named_at_the_first_step_that_it_lacks()
    {
        var again = Recorded with { Steps = [Step(1), Step(2)], Weights = [new(0, [1, 2]), new(2, [3, 4])], IsComplete = false };

        Assert.Equal(new TraceDifference(3, TraceCause.Length, 0.5f, null, null, null), TraceComparison.Of(Recorded, again).First);
        Assert.Equal(new TraceDifference(3, TraceCause.Length, null, 0.5f, null, null), TraceComparison.Of(again, Recorded).First);
    }

    [Fact]
    public void Weights_or_an_end_that_one_lacks_are_a_difference_of_length()
    {
        var weights = Recorded with { Weights = [new(0, [1, 2]), new(4, [5, 6])] };
        var end = Recorded with { IsComplete = false };

        Assert.Equal(new TraceDifference(2, TraceCause.Length, 0.5f, 0.5f, null, null), TraceComparison.Of(Recorded, weights).First);
        Assert.Equal(new TraceDifference(5, TraceCause.Length, null, null, null, null), TraceComparison.Of(Recorded, end).First);
    }

    /// <summary>The recorded trace with one step and one weights record put in the place of theirs.</summary>
    private static Trace With(TraceStep? step, TraceWeights? weights) => Recorded with
    {
        Steps = [.. Recorded.Steps.Select(one => one.Step == step?.Step ? step.Value : one)],
        Weights = [.. Recorded.Weights.Select(one => one.Step == weights?.Step ? weights : one)],
    };
}
