using Reproducible.Torch.Modules;
using static Reproducible.Torch.torch;
using static Reproducible.Torch.torch.optim.lr_scheduler;

namespace Reproducible.Torch.Tests.Optim;

public class SchedulerTests
{
    [Fact]
    public void A_warm_up_rises_in_a_line_and_hands_over_at_its_milestone()
    {
        using var scope = NewDisposeScope();
        using var optimizer = Made();
        var schedule = SequentialLR(optimizer, [LinearLR(optimizer, start_factor: 0.25, total_iters: 3), StepLR(optimizer, 2, gamma: 0.5)], [3]);
        List<double> seen = [.. schedule.get_last_lr()];
        for (var step = 0; step < 5; step++)
        {
            schedule.step();
            seen.AddRange(schedule.get_last_lr());
        }

        // A quarter, two, three, then the whole rate for two steps and half of it.
        Assert.Equal([0.2, 0.4, 0.6, 0.8, 0.8, 0.4], seen.Select(rate => Math.Round(rate, 12)));
    }

    [Fact]
    public void Settings_that_make_no_schedule_are_refused()
    {
        using var scope = NewDisposeScope();
        using var optimizer = Made();
        using var other = Made();

        Refuses("step_size is 0: give 1 or more.", () => StepLR(optimizer, 0));
        Refuses("start_factor is 2: give a probability from 0 to 1.", () => LinearLR(optimizer, start_factor: 2));
        Refuses("T_max is 0", () => CosineAnnealingLR(optimizer, 0));
        Refuses("2 functions were given for 1 groups", () => LambdaLR(optimizer, [_ => 1, _ => 1]));
        Refuses("2 schedules need 1 milestones between them, 0 were given", () => SequentialLR(optimizer, [StepLR(optimizer, 1), StepLR(optimizer, 1)], []));
        Refuses("turns another optimizer", () => SequentialLR(optimizer, [StepLR(other, 1)], []));
        Refuses("Say how long the cycle is", () => OneCycleLR(optimizer, 0.1));
        Refuses("2 largest rates were given for 1 groups", () => OneCycleLR(optimizer, [0.1, 0.1], total_steps: 5));
    }

    [Fact]
    public void A_cycle_that_is_over_refuses_another_step()
    {
        using var scope = NewDisposeScope();
        using var optimizer = Made();
        var schedule = OneCycleLR(optimizer, 0.1, total_steps: 2);
        schedule.step();
        schedule.step();

        Assert.Contains("all were taken", Assert.Throws<ArgumentException>(schedule.step).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_of_another_schedule_is_refused()
    {
        using var scope = NewDisposeScope();
        using var optimizer = Made();
        var sequence = SequentialLR(optimizer, [StepLR(optimizer, 1), StepLR(optimizer, 2)], [4]);

        Assert.Throws<ArgumentException>(() => sequence.load_state_dict(StepLR(optimizer, 1).state_dict()));
    }

    private static void Refuses(string words, Func<object> make) =>
        Assert.Contains(words, Assert.Throws<ArgumentException>(make).Message, StringComparison.Ordinal);

    private static SGD Made() => optim.SGD([new Parameter(zeros(1))], 0.8);
}
