using System.Text.Json;
using Reproducible.Torch.Modules;
using Reproducible.Torch.Tests.Fixtures;
using static Reproducible.Torch.torch;
using static Reproducible.Torch.torch.optim.lr_scheduler;

namespace Reproducible.Torch.Tests.Optim;

/// <summary>40 steps of each schedule over two groups (rates 0.1 and 0.02), against Fixtures/schedules.json: doubles, equal to the last bit.</summary>
public class SchedulerFixtureTests
{
    private static readonly JsonElement File = JsonDocument.Parse(System.IO.File.ReadAllBytes(FixtureFile.PathOf("schedules.json"))).RootElement;

    private static readonly Dictionary<string, Func<optim.Optimizer, LRScheduler>> Schedules = new()
    {
        ["step"] = o => StepLR(o, 7),
        ["step_gamma"] = o => StepLR(o, 3, gamma: 0.7),
        ["multi_step"] = o => MultiStepLR(o, [5, 11, 11, 30], gamma: 0.3),
        ["exponential"] = o => ExponentialLR(o, 0.93),
        ["cosine"] = o => CosineAnnealingLR(o, 40),
        ["cosine_restarting"] = o => CosineAnnealingLR(o, 12, eta_min: 0.001),
        ["linear"] = o => LinearLR(o),
        ["linear_down"] = o => LinearLR(o, start_factor: 1.0, end_factor: 0.1, total_iters: 33),
        ["constant"] = o => ConstantLR(o),
        ["constant_long"] = o => ConstantLR(o, factor: 0.3, total_iters: 17),
        ["polynomial"] = o => PolynomialLR(o),
        ["polynomial_long"] = o => PolynomialLR(o, total_iters: 35, power: 2.5),
        ["lambda"] = o => LambdaLR(o, epoch => Math.Pow(0.95, epoch)),
        ["lambda_each"] = o => LambdaLR(o, [epoch => 1.0 / (1 + epoch), _ => 0.5]),
        ["one_cycle"] = o => OneCycleLR(o, 0.5, total_steps: 41),
        ["one_cycle_adam"] = o => OneCycleLR(o, [0.5, 0.1], total_steps: 41),
        ["one_cycle_linear"] = o => OneCycleLR(o, 0.5, epochs: 6, steps_per_epoch: 7, pct_start: 0.4, anneal_strategy: Modules.OneCycleLR.AnnealStrategy.Linear,
            base_momentum: 0.8, max_momentum: 0.9, div_factor: 10, final_div_factor: 100),
        ["one_cycle_three_phases"] = o => OneCycleLR(o, 0.5, total_steps: 41, three_phase: true, cycle_momentum: false),
        ["warm_up_then_cosine"] = o => SequentialLR(o, [LinearLR(o, start_factor: 0.1, total_iters: 5), CosineAnnealingLR(o, 36, eta_min: 1e-4)], [5]),
        ["three_in_sequence"] = o => SequentialLR(o, [ConstantLR(o, factor: 0.1, total_iters: 2), ExponentialLR(o, 0.9), StepLR(o, 4, gamma: 0.5)], [3, 20]),
        ["sequence_without_closed_forms"] = o => SequentialLR(o, [LambdaLR(o, epoch => 0.5 + (epoch / 10.0)), LambdaLR(o, epoch => Math.Pow(0.9, epoch))], [6]),
        ["multi_step_after_linear"] = o => SequentialLR(o, [LinearLR(o, start_factor: 0.25, total_iters: 4), MultiStepLR(o, [6, 12], gamma: 0.1)], [4]),
        ["polynomial_after_linear"] = o => SequentialLR(o, [LinearLR(o, start_factor: 0.25, total_iters: 4), PolynomialLR(o, total_iters: 30, power: 0.9)], [4]),
    };

    public static TheoryData<string> Cases => [.. Schedules.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forty_steps_are_Pythons_doubles_bit_for_bit(string name)
    {
        using var scope = NewDisposeScope();
        using var optimizer = Made(name);
        var schedule = Schedules[name](optimizer);

        Assert.Equal(Row("lr", name, 0), schedule.get_last_lr());
        for (var step = 0; step < 40; step++)
        {
            Assert.Equal(Row("momentum", name, step), optimizer.ParamGroups.Select(Momentum));
            schedule.step();
            Assert.Equal(Row("lr", name, step + 1), schedule.get_last_lr());
            Assert.Equal(Row("lr", name, step + 1), optimizer.ParamGroups.Select(group => group.LearningRate));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_saved_schedule_goes_on_where_it_stood(string name)
    {
        using var scope = NewDisposeScope();
        using var first = Made(name);
        var schedule = Schedules[name](first);
        for (var step = 0; step < 17; step++)
        {
            schedule.step();
        }

        using var second = Made(name);
        var resumed = Schedules[name](second);
        resumed.load_state_dict(schedule.state_dict());
        second.load_state_dict(first.state_dict());
        for (var step = 17; step < 40; step++)
        {
            resumed.step();
            Assert.Equal(Row("lr", name, step + 1), resumed.get_last_lr());
        }
    }

    private static IEnumerable<double> Row(string kind, string name, int step) =>
        File.GetProperty(name).GetProperty(kind)[step].EnumerateArray().Select(value => value.GetDouble());

    private static double Momentum(ParamGroup group) => group is optim.IMomentum simple ? simple.Momentum : ((optim.IBetas)group).Betas.Item1;

    private static optim.Optimizer Made(string name)
    {
        var (slow, fast) = (new Parameter(zeros(1)), new Parameter(zeros(1)));
        return name == "one_cycle_adam"
            ? optim.AdamW([new AdamW.ParamGroup([slow]), new AdamW.ParamGroup([fast], lr: 0.02)], 0.1)
            : optim.SGD([new SGD.ParamGroup([slow]), new SGD.ParamGroup([fast], lr: 0.02)], 0.1, momentum: 0.9);
    }
}
