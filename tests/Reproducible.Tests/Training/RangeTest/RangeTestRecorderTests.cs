using Reproducible.Training;

namespace Reproducible.Tests.Training;

public class RangeTestRecorderTests
{
    private readonly RangeTestRecorder recorder = new(step => step, CancellationToken.None);

    [Fact]
    public void Smooths_with_weights_that_add_up_to_one()
    {
        Feed(3, 1);

        // 0.98 · 0.02 · 3 + 0.02 · 1, over 1 - 0.98².
        Assert.Equal([3, ((0.98 * 0.02 * 3) + (0.02 * 1)) / (1 - (0.98 * 0.98))], recorder.Curve.Steps.Select(step => step.Smoothed), (expected, found) => Math.Abs(expected - found) < 1e-12);
        Assert.Equal([1, 2], recorder.Curve.Steps.Select(step => step.Rate));
        Assert.Null(recorder.Curve.DivergedAt);
    }

    [Fact]
    public void Leaves_when_the_smoothed_loss_exceeds_four_times_its_best()
    {
        // After a 1, a second loss x makes (0.98 + x) / 1.98: above 4 from 6.94 on.
        Feed(1, 6.9f);
        Assert.Null(recorder.Curve.DivergedAt);

        var other = new RangeTestRecorder(step => step, CancellationToken.None);
        Assert.True(Feed(other, 1, 7));
        Assert.Equal(2, other.Curve.DivergedAt);
        Assert.Equal(2, other.Curve.Steps.Count);
    }

    [Fact]
    public void Ends_at_a_loss_that_is_not_finite_without_keeping_it()
    {
        Feed(1, float.NaN);

        Assert.Equal(2, recorder.Curve.DivergedAt);
        Assert.Equal([1], recorder.Curve.Steps.Select(step => step.Loss));
    }

    [Fact]
    public void Says_that_a_first_loss_is_not_finite()
    {
        Feed(float.PositiveInfinity);

        Assert.Contains("The loss of the first step is not finite, at a learning rate of 1.0e0", Assert.Throws<ReproducibleException>(() => recorder.Curve).Message, StringComparison.Ordinal);
    }

    /// <summary>The run is left within its last step, so neither validation nor test split is looked at.</summary>
    [Fact]
    public void Leaves_at_the_last_step_before_anything_is_evaluated() => Assert.True(Feed([.. Enumerable.Repeat(1f, 10)]));

    [Fact]
    public void Leaves_when_it_is_asked_to()
    {
        var cancelled = new RangeTestRecorder(step => step, new(canceled: true));

        Assert.True(Feed(cancelled, 1));
        Assert.False(cancelled.IsDone);
    }

    private bool Feed(params float[] losses) => Feed(recorder, losses);

    /// <summary>As the loop does, of a run of ten steps.</summary>
    /// <returns>Whether the run was left.</returns>
    private static bool Feed(RangeTestRecorder recorder, params float[] losses)
    {
        recorder.Begin(null!, epochs: 1, steps: 10);
        for (var step = 1; step <= losses.Length; step++)
        {
            recorder.Lost(step, 1, losses[step - 1], rate: 0);
            if (!float.IsFinite(losses[step - 1]))
            {
                return false;
            }

            try
            {
                recorder.Rest(step, endOfEpoch: false, null!);
            }
            catch (OperationCanceledException)
            {
                Assert.Equal(losses.Length, step);

                return true;
            }
        }

        return false;
    }
}
