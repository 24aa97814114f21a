using Reproducible.Training;

namespace Reproducible.Tests.Training;

public sealed class ScheduleTests
{
    [Fact]
    public void Cosine_falls_from_the_peak_through_half_of_it()
    {
        Assert.Equal(1, new Cosine().Factor(0, 100), 12);
        Assert.Equal(0.5, new Cosine().Factor(50, 100), 12);
        Assert.Equal((1 - Math.Cos(Math.PI / 4)) / 2, new Cosine().Factor(75, 100), 12);
    }

    [Fact]
    public void Warm_up_climbs_in_equal_steps_to_the_peak()
    {
        var schedule = new LinearDecay(WarmUp: 0.03);

        Assert.Equal([0.25, 0.5, 0.75, 1], Enumerable.Range(0, 4).Select(step => schedule.Factor(step, 100)));
    }

    [Fact]
    public void Linear_decay_is_the_share_of_steps_left() => Assert.Equal(0.25, new LinearDecay().Factor(75, 100), 12);

    [Fact]
    public void Step_decay_falls_at_regular_steps() =>
        Assert.Equal([1, 1, 0.1, 0.1, 0.01], new[] { 0L, 39, 40, 79, 80 }.Select(step => Math.Round(new StepDecay(Every: 0.4, By: 0.1).Factor(step, 100), 12)));

    /// <summary>PyTorch 1.13: OneCycleLR(max_lr=1, total_steps=10).get_last_lr() at its first step, its top (step 2) and its last.</summary>
    [Fact]
    public void One_cycle_starts_peaks_and_ends_as_in_PyTorch()
    {
        Assert.Equal(0.04, new OneCycle().Factor(0, 10), 12);
        Assert.Equal(1, new OneCycle().Factor(2, 10), 12);
        Assert.Equal(0.04 / 10_000, new OneCycle().Factor(9, 10), 12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void No_schedule_leaves_the_range_from_zero_to_the_peak(long steps)
    {
        Schedule[] schedules = [new Constant(), new Cosine(0.5), new LinearDecay(0.9), new StepDecay(), new OneCycle()];

        Assert.All(schedules, schedule => Assert.All(Enumerable.Range(0, (int)steps), step => Assert.InRange(schedule.Factor(step, steps), 0, 1)));
    }
}
