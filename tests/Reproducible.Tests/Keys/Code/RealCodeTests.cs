using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Strategies;
using Reproducible.Training;
using Layers = Reproducible.Torch.Modules;

namespace Reproducible.Tests.Keys.Code;

public class RealCodeTests
{
    private static readonly Lazy<CodeClosure> SmallCnnRun = new(() => CodeClosure.Of(
        [typeof(SmallCnn), typeof(FashionMnist), typeof(FullFineTune), typeof(Recipe), typeof(AdamW), typeof(OneCycle)],
        [typeof(RunExecution).GetMethod(nameof(RunExecution.Execute))!]));

    [Theory]
    [InlineData(typeof(FullFineTune))]
    [InlineData(typeof(Strategy))]
    [InlineData(typeof(SmallCnn))]
    [InlineData(typeof(FashionMnist))]
    [InlineData(typeof(TrainingLoop))]
    [InlineData(typeof(Streams))]
    [InlineData(typeof(Layers.Conv2d))]
    [InlineData(typeof(Layers.Linear))]
    [InlineData(typeof(Layers.AdamW))]
    public void A_run_reaches(Type used) => Assert.Contains(used.FullName!, SmallCnnRun.Value.Types.Keys);

    [Theory]
    [InlineData(typeof(PartialFreeze))]
    [InlineData(typeof(FeatureExtraction))]
    [InlineData(typeof(ResNet))]
    [InlineData(typeof(Digits))]
    [InlineData(typeof(Layers.Embedding))]
    [InlineData(typeof(Layers.LayerNorm))]
    [InlineData(typeof(Plan))]
    public void A_run_does_not_reach(Type unused) => Assert.DoesNotContain(unused.FullName!, SmallCnnRun.Value.Types.Keys);

    [Fact]
    public void No_generated_type_and_no_framework_type_has_a_hash_of_its_own() =>
        Assert.DoesNotContain(SmallCnnRun.Value.Types.Keys, name => name.Contains('<') || name.StartsWith("System.", StringComparison.Ordinal));

    [Fact]
    public void Each_hash_is_a_sha256_in_lower_hexadecimal_digits() =>
        Assert.All(SmallCnnRun.Value.Types.Values, hash => Assert.Matches("^[0-9a-f]{64}$", hash));
}
