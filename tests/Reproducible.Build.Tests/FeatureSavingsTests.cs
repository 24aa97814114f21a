using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Build.Tests;

public class FeatureSavingsTests
{
    [Fact]
    public void Counts_each_run_of_this_call_once_and_no_reused_one()
    {
        var shared = Run("1", reused: false, Taken(0.25, 3), Made(0.5));
        var savings = FeatureSavings.Of([Result(shared, Run("2", reused: true, Taken(1, 100))), Result(shared, Run("3", reused: false, Taken(0.25, 1)), Run("4", reused: false))]);

        Assert.Equal((3, 2, 1.0, 4.0), (savings.Asked, savings.FromStore, savings.Seconds, savings.SavedSeconds));
        Assert.Equal(["Features of frozen stages: 2 of 3 from the store, about 4.0 s saved."], savings.ToLines());
    }

    [Fact]
    public void A_problem_is_said_once_however_many_runs_had_it()
    {
        var savings = FeatureSavings.Of([Result(Run("1", reused: false, Made(1) with { Problem = "No room." }, Made(1) with { Problem = "No room." }))]);

        Assert.Equal(["Features of frozen stages: 0 of 2 from the store, about 0.0 s saved.", "No room."], savings.ToLines());
    }

    [Fact]
    public void Nothing_is_said_where_nothing_was_asked_for() => Assert.Empty(FeatureSavings.Of([Result(Run("1", reused: false))]).ToLines());

    private static FeatureUse Taken(double seconds, double saved) => new("test", "", FromStore: true, seconds, saved);

    private static FeatureUse Made(double seconds) => new("train", "", FromStore: false, seconds, SavedSeconds: 0);

    private static RunRecord Run(string id, bool reused, params FeatureUse[] features) => new(
        new(new SmallCnn(4), new Digits(), new FromScratch(), new(), Seed: 0),
        new() { Id = id, Status = RunStatus.Finished, StartedAt = default, Key = new Dictionary<string, Keys.KeyPart>(), Environment = new Dictionary<string, string>(), Features = features },
        [],
        "",
        reused);

    private static ExperimentResult Result(params RunRecord[] runs) => new("Some", "", runs, []);
}
