using Reproducible.Keys;
using Reproducible.Runs;

namespace Reproducible.Tests.Store;

public sealed class StoreIndexTests : MadeRuns
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_run_is_estimated_by_the_latest_of_any_seed_and_code()
    {
        var asked = Asked.Runs[0];
        var older = new Dictionary<string, KeyPart>(RunKey.Of(asked, Options).Parts) { [KeyParts.Code] = KeyPart.Of([KeyValuePair.Create("Some.Type", "other")]) };
        Save(older, receipt => receipt with { StartedAt = Noon, TotalSeconds = 70 });
        Save(RunKey.Of(asked with { Seed = 5 }, Options).Parts, receipt => receipt with { StartedAt = Noon.AddHours(1), TotalSeconds = 7, TrainSeconds = 6, PeakMemoryBytes = 5 });

        // Later ones, but another question or another device.
        Save(RunKey.Of(asked with { Recipe = new() { Epochs = 11 } }, Options).Parts, receipt => receipt with { StartedAt = Noon.AddHours(2), TotalSeconds = 100 });
        Save(RunKey.Of(asked, Options with { Device = "cuda:0" }).Parts, receipt => receipt with { StartedAt = Noon.AddHours(2), TotalSeconds = 1 });

        Assert.Equal(new EarlierRun(7, 5, 0), Assert.Single(Planned.Runs).Earlier);
    }

    [Fact]
    public void A_run_that_was_taken_up_again_counts_with_all_its_training()
    {
        Save(RunKey.Of(Asked.Runs[0] with { Seed = 5 }, Options).Parts, receipt => receipt with { TotalSeconds = 3, TrainSeconds = 40 });

        Assert.Equal(40, Assert.Single(Planned.Runs).Earlier!.Seconds);
    }

    [Fact]
    public void Nothing_is_known_of_what_nobody_asked() => Assert.Null(Assert.Single(Planned.Runs).Earlier);
}
