using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Tests.Runs;

public sealed class PlanTests : IDisposable
{
    private static readonly Experiment Source = new()
    {
        Backbones = [new SmallCnn(4)],
        Datasets = [new Digits { Classes = [0, 1, 2, 3] }],
        Strategies = [new FromScratch()],
        Seeds = [0],
    };

    private static readonly Experiment Target = new()
    {
        Backbones = [new SmallCnn(4)],
        Datasets = [new Digits { Classes = [4, 5], LabelsPerClass = 10 }],
        Strategies = [new FromScratch(), new FullFineTune()],
        Seeds = [0, 1],
        Source = Source,
    };

    private readonly TemporaryFolder folder = new();

    private LabOptions Options => new() { Results = folder.Path };

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Sources_come_before_the_runs_that_start_from_them_and_stand_once()
    {
        var plan = Plan.Of([new("Target", "", Target)], Options);

        Assert.Equal(5, plan.Runs.Count);
        var source = Assert.Single(plan.Runs, run => run.Spec.Dataset.Classes.Count == 4);
        Assert.All(plan.Runs.Where(run => run.Spec.Strategy is FullFineTune), run =>
        {
            Assert.Equal(source.Id, run.SourceId);
            Assert.True(plan.Runs.ToList().IndexOf(source) < plan.Runs.ToList().IndexOf(run));
        });
        Assert.All(plan.Runs.Where(run => run.Spec.Strategy is FromScratch), run => Assert.Null(run.SourceId));
    }

    [Fact]
    public void A_run_that_two_experiments_ask_for_is_planned_once()
    {
        var plan = Plan.Of([new("One", "", Target), new("Two", "", Target with { Strategies = [new FromScratch()] })], Options);

        Assert.Equal(5, plan.Runs.Count);
        Assert.Equal(2, plan.Runs.Count(run => run.Experiments is ["One", "Two"]));
    }

    [Fact]
    public void A_baseline_s_runs_are_planned_along()
    {
        var plan = Plan.Of([new("Tuned", "", Target with { Strategies = [new FullFineTune()], Baseline = Target })], Options);

        Assert.Equal(2, plan.Runs.Count(run => run.Spec.Strategy is FromScratch && run.Spec.Dataset.Classes.Count == 2));
    }

    [Fact]
    public void Runs_without_a_receipt_will_run_and_say_so() =>
        Assert.All(Plan.Of([new("Target", "", Target)], Options).Runs, run => Assert.Equal((null, "no receipt"), (run.Stored, run.Reason)));

    [Fact]
    public void Seeds_and_epochs_can_be_overridden_and_a_single_seed_stays()
    {
        var plan = Plan.Of([new("Target", "", Target), new("Source", "", Source)], Options with { Overrides = new(Seeds: 3, Epochs: 1) });

        Assert.Equal(7, plan.Runs.Count);
        Assert.All(plan.Runs, run => Assert.Equal(1, run.Spec.Recipe.Epochs));
    }

    [Fact]
    public void All_faults_of_all_experiments_are_listed_at_once()
    {
        var fault = Assert.Throws<ArgumentException>(() => Plan.Of(
            [
                new("One", "", Target with { Seeds = [1, 1], Source = null }),
                new("Two", "", Target with { Recipe = new() { BatchSize = 0 }, Strategies = [new PartialFreeze(9)] }),
            ],
            Options));

        Assert.Contains("One: Seed 1 is named 2 times", fault.Message, StringComparison.Ordinal);
        Assert.Contains("One: FullFineTune starts from source weights", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Two: BatchSize is 0", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Two: PartialFreeze: Stages is 9; SmallCnn(Width=4) has 3", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_of_images_with_other_channels_is_refused_before_anything_runs()
    {
        var fault = Assert.Throws<ArgumentException>(() => Plan.Of([new("Coloured", "", Target with { Datasets = [new Coloured()] })], Options));

        Assert.Contains(
            "Coloured: Coloured has images of 3 channel(s), the source's Digits of 1; a backbone that starts from the source takes the source's.",
            fault.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Bfloat16_is_refused_where_only_portable_instructions_may_be_used()
    {
        var half = Target with { Recipe = new() { Dtype = "bfloat16" } };

        Assert.Contains("bfloat16", Assert.Throws<ArgumentException>(() => Plan.Of([new("Half", "", half)], Options with { InstructionSet = InstructionSet.Portable })).Message, StringComparison.Ordinal);
        Assert.NotEmpty(Plan.Of([new("Half", "", half)], Options).Runs);
    }

    [Fact]
    public void The_device_and_the_instruction_set_are_part_of_a_key()
    {
        var spec = Target.Runs[0];
        var here = RunKey.Of(spec, Options);

        Assert.NotEqual(here.Id, RunKey.Of(spec, Options with { Device = "cuda:0" }).Id);
        Assert.NotEqual(here.Id, RunKey.Of(spec, Options with { InstructionSet = InstructionSet.Portable }).Id);
        Assert.Equal(here.Id, RunKey.Of(spec, Options with { Workers = 7, Results = "/elsewhere" }).Id);
    }

    [Fact]
    public void Another_source_is_another_key()
    {
        var tuned = Target.Runs[^1];

        Assert.NotEqual(RunKey.Of(tuned, Options).Id, RunKey.Of(tuned with { Source = tuned.Source! with { Seed = 1 } }, Options).Id);
    }

    public sealed record Coloured : Dataset
    {
        public override IReadOnlyList<DataFile> Files => [];

        public override string Home => "/nowhere";

        public override int Channels => 3;

        public override IReadOnlyList<string> ClassNames => ["red", "green"];

        public override Corpus Read(string? folder) => throw new InvalidOperationException("A plan reads no data.");
    }
}
