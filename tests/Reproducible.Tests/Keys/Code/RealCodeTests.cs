using System.Diagnostics;
using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Strategies;
using Reproducible.Training;

namespace Reproducible.Tests.Keys.Code;

public class RealCodeTests(ITestOutputHelper output)
{
    [Fact]
    public void A_run_reaches_its_strategy_and_the_layers_it_uses_and_no_other_strategy()
    {
        var first = Stopwatch.StartNew();
        var types = Closure().Types;
        first.Stop();
        var next = Stopwatch.StartNew();
        Closure();
        output.WriteLine($"{types.Count} types in {first.ElapsedMilliseconds} ms, again in {next.ElapsedMilliseconds} ms");
        output.WriteLine(string.Join("\n", types.Keys));

        Assert.Contains(typeof(FullFineTune).FullName!, types.Keys);
        Assert.DoesNotContain(typeof(PartialFreeze).FullName!, types.Keys);
    }

    private static CodeClosure Closure() => CodeClosure.Of(
        [typeof(SmallCnn), typeof(FashionMnist), typeof(FullFineTune), typeof(Recipe), typeof(AdamW), typeof(OneCycle)],
        [typeof(RunExecution).GetMethod(nameof(RunExecution.Execute))!]);
}
