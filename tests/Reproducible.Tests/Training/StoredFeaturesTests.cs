using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Strategies;
using Reproducible.Training;
using static Reproducible.Torch.torch;

namespace Reproducible.Tests.Training;

/// <summary>Runs that share what frozen stages give.</summary>
public sealed class StoredFeaturesTests : SmallRuns
{
    private FeatureFolder Folder => new RunStore(Options.Store).Features;

    public static TheoryData<Strategy> Freezing => [new FeatureExtraction(), new PartialFreeze(1), new PartialFreeze(2)];

    [Theory]
    [MemberData(nameof(Freezing))]
    public void Bits_are_the_same_whether_features_were_made_before_or_not(Strategy strategy)
    {
        var made = Alone(Target(strategy));
        Execute(Source);

        // Another strategy of the same stages, and its head's first weights drawn by the same seed.
        var first = Execute(Target(strategy) with { Recipe = Target(strategy).Recipe with { Epochs = 1 } });
        var taken = Execute(Target(strategy));

        Assert.Equal([false, false, false], first.Receipt.Features.Select(use => use.FromStore));
        Assert.Equal([true, true, true], taken.Receipt.Features.Select(use => use.FromStore));
        Assert.Equal([false, false, false], made.Receipt.Features.Select(use => use.FromStore));
        Assert.Equal(made.Receipt.WeightsSha256, taken.Receipt.WeightsSha256);
        Assert.Equal(made.Receipt.Test!.Loss, taken.Receipt.Test!.Loss);
        Assert.Equal(made.Epochs.Select(epoch => epoch.Validation.Loss), taken.Epochs.Select(epoch => epoch.Validation.Loss));
    }

    [Fact]
    public void Another_seed_shares_what_does_not_depend_on_it()
    {
        Execute(Source);
        var (first, second) = (Execute(Target(new FeatureExtraction())), Execute(Target(new FeatureExtraction(), seed: 1)));

        Assert.Equal(["train", "validation", "test"], first.Receipt.Features.Select(use => use.Split));
        Assert.Equal([("train", false), ("validation", true), ("test", true)], second.Receipt.Features.Select(use => (use.Split, use.FromStore)));
        Assert.Equal(first.Receipt.Features.Skip(1).Select(use => use.Key), second.Receipt.Features.Skip(1).Select(use => use.Key));
        Assert.NotEqual(first.Receipt.Features[0].Key, second.Receipt.Features[0].Key);
        Assert.Equal(4, Folder.Files.Count);
        Assert.All(first.Receipt.Features, use => Assert.True(use is { Seconds: > 0, SavedSeconds: 0, Problem: null }, $"{use}"));
    }

    [Fact]
    public void A_strategy_shares_what_another_froze_to_the_same_stage_and_no_other()
    {
        Execute(Source);
        Execute(Target(new FeatureExtraction()));

        Assert.All(Execute(Target(new PartialFreeze(3))).Receipt.Features, use => Assert.True(use.FromStore));
        Assert.All(Execute(Target(new PartialFreeze(2))).Receipt.Features, use => Assert.False(use.FromStore));
    }

    [Fact]
    public void A_run_that_freezes_nothing_asks_for_none()
    {
        Assert.Empty(Execute(Source).Receipt.Features);
        Assert.Empty(Execute(Target(new FullFineTune())).Receipt.Features);
    }

    [Fact]
    public void Augmented_images_are_never_taken_from_the_store_nor_put_there()
    {
        Execute(Source);
        var spec = Target(new PartialFreeze(1));

        Assert.Equal(["validation", "test"], Execute(spec with { Recipe = spec.Recipe with { Flip = true } }).Receipt.Features.Select(use => use.Split));
    }

    [Fact]
    public void Where_the_source_is_replayed_training_images_are_not_either()
    {
        Execute(Source);

        Assert.Equal(["validation", "test"], Execute(Target(new FrozenReplay())).Receipt.Features.Select(use => use.Split));
    }

    [Fact]
    public void Other_weights_and_another_machine_have_other_keys()
    {
        var spec = Target(new FeatureExtraction());
        var other = Source with { Seed = 1 };
        Execute(Source);
        Execute(other);
        string[] keys =
        [
            TestKey(Execute(spec)),
            TestKey(Execute(spec with { Source = other })),
            TestKey(Execute(spec with { Dataset = spec.Dataset with { Classes = [7, 8] } })),
            TestKey(Elsewhere(spec, Options with { Threads = 2 })),
            TestKey(Elsewhere(spec, Options with { InstructionSet = InstructionSet.Portable })),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());

        // Classes are renamed, and the images stand in their order.
        Assert.Equal(keys[0], TestKey(Execute(spec with { Dataset = spec.Dataset with { Classes = [9, 7] } })));
    }

    [Fact]
    public void Altered_features_are_made_again_and_the_run_says_so()
    {
        Execute(Source);
        var spec = Target(new FeatureExtraction());
        var undisturbed = Execute(spec);
        foreach (var file in Folder.Files)
        {
            var bytes = File.ReadAllBytes(file.FullName);
            bytes[^2] ^= 64;
            File.WriteAllBytes(file.FullName, bytes);
        }

        Directory.Delete(undisturbed.Folder, recursive: true);
        var again = Execute(spec);

        Assert.Equal(undisturbed.Receipt.WeightsSha256, again.Receipt.WeightsSha256);
        Assert.All(again.Receipt.Features, use => Assert.Contains("are damaged and are computed again: its content has SHA-256", use.Problem, StringComparison.Ordinal));
        Assert.All(Folder.Files, file => Assert.Null(Folder.FaultOf(Path.GetFileNameWithoutExtension(file.Name))));
    }

    [Fact]
    public void A_store_that_takes_no_features_costs_no_run()
    {
        Execute(Source);
        File.WriteAllText(Path.Combine(Options.Store, ".features"), "a file where a folder should be");

        var run = Execute(Target(new FeatureExtraction()));

        Assert.Equal(RunStatus.Finished, run.Receipt.Status);
        Assert.Equal(Alone(Target(new FeatureExtraction())).Receipt.WeightsSha256, run.Receipt.WeightsSha256);
        Assert.All(run.Receipt.Features, use => Assert.StartsWith("Features cannot be kept in", use.Problem, StringComparison.Ordinal));
    }

    [Fact]
    public void No_run_is_mistaken_for_features_nor_they_for_a_run()
    {
        var source = Execute(Source);
        var run = Execute(Target(new FeatureExtraction()));

        Assert.Equal(new[] { source.Receipt.Id, run.Receipt.Id }.Order(StringComparer.Ordinal), new RunStore(Options.Store).Ids);
    }

    [Fact]
    public void What_stores_features_is_no_part_of_a_run_s_code_and_what_makes_them_is()
    {
        var code = RunKey.Of(Target(new FeatureExtraction()), Options).Parts[KeyParts.Code].Values!;

        Assert.Contains(typeof(SplitFeatures).FullName!, code.Keys);
        Assert.DoesNotContain(typeof(StoredFeatures).FullName!, code.Keys);
        Assert.DoesNotContain(typeof(FeatureFile).FullName!, code.Keys);
    }

    [Fact]
    public void The_code_that_makes_features_is_that_of_the_backbone_whatever_follows_it()
    {
        var code = CodeIdentity.OfFeatures(Source.Backbone).Values!;

        Assert.Contains(Source.Backbone.GetType().FullName!, code.Keys);
        Assert.Contains(typeof(Transform).FullName!, code.Keys);
        Assert.DoesNotContain(typeof(TrainingLoop).FullName!, code.Keys);
        Assert.DoesNotContain(typeof(FeatureExtraction).FullName!, code.Keys);
    }

    [Fact]
    public void Who_probes_a_run_sees_the_features_of_its_stages_with_their_labels()
    {
        Execute(Source);
        var used = Execute(Target(new PartialFreeze(2))).Receipt.Features;
        Leftovers.Collect();
        var before = Tensor.TotalCount;
        using (var features = RunFeatures.Of(Source, Target(new PartialFreeze(2)).Dataset, DatasetSplit.Test, seed: 0, stages: 2, Options))
        {
            Assert.Equal((used.Single(use => use.Split == "test").Key, true), (features.Use.Key, features.Use.FromStore));

            // 16 channels; 8 × 8 pixels are pooled twice.
            Assert.Equal([features.Labels.numel(), 8, 2, 2], features.Values.shape);
            Assert.Equal([0L, 1], features.Labels.data<long>().Distinct().Order());
        }

        Assert.Equal(before, Tensor.TotalCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => RunFeatures.Of(Source, Source.Dataset, DatasetSplit.Test, seed: 0, stages: 4, Options));
    }

    private static string TestKey(RunRecord run) => run.Receipt.Features.Single(use => use.Split == "test").Key;

    /// <summary>In a store where nothing was done before.</summary>
    private RunRecord Alone(RunSpec spec) => Elsewhere(spec, Options);

    private static RunRecord Elsewhere(RunSpec spec, LabOptions options)
    {
        using var folder = new TemporaryFolder();
        options = options with { Results = folder.Path };
        RunExecution.Execute("Small", spec.Source!, options, new Progress<RunProgress>(), CancellationToken.None);

        return RunExecution.Execute("Small", spec, options, new Progress<RunProgress>(), CancellationToken.None);
    }

    /// <summary>Two tasks over a first stage that is frozen.</summary>
    public sealed record FrozenReplay : Strategy
    {
        public override double Rate(Weight weight) => weight.Stage < 1 ? 0 : 1;

        public override IReadOnlyList<string> Heads => ["class", "parity"];

        public override bool ReplaysSource => true;
    }
}
