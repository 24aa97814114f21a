using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Training;

namespace Reproducible.Tests.Execution;

/// <summary>Range tests and profiles by real workers.</summary>
public sealed class MeasurementsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly LabOptions options;

    public MeasurementsTests() => options = new() { Results = folder.Path };

    [Fact]
    public async Task Gives_the_same_curve_in_another_process_bit_for_bit()
    {
        var run = Run(new TinySource());
        var first = await Rates(run);
        var second = await Rates(run);

        Assert.Equal(first.Steps, second.Steps);
        Assert.Equal(first.DivergedAt, second.DivergedAt);
        Assert.NotEmpty(first.Steps);
        Assert.Empty(new RunStore(options.Store).Ids);

        async Task<RangeCurve> Rates(PlannedRun planned)
        {
            await using var measurements = new Measurements(options, TestLab.Program);

            return await measurements.TestRatesAsync(planned, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Takes_one_measurement_after_another_with_one_worker()
    {
        await using var measurements = new Measurements(options, TestLab.Program);
        var run = Run(new TinyForty());
        var path = folder.File("trace.json");

        var summary = await measurements.ProfileAsync(run, new(After: 1, Steps: 3), path, TestContext.Current.CancellationToken);
        var curve = await measurements.TestRatesAsync(run, TestContext.Current.CancellationToken);

        Assert.Equal(3, summary.Steps);
        Assert.Equal(4, summary.Losses.Count);
        Assert.True(File.Exists(path));
        Assert.NotEmpty(curve.Steps);
    }

    [Fact]
    public async Task Says_what_is_wrong_and_goes_on()
    {
        await using var measurements = new Measurements(options, TestLab.Program);
        var fault = await Assert.ThrowsAsync<ReproducibleException>(() => measurements.TestRatesAsync(Run(new TinyFineTune()), TestContext.Current.CancellationToken));

        Assert.Contains("source weights", fault.Problem, StringComparison.Ordinal);
        Assert.StartsWith("Delete the source run's folder", fault.Remedy, StringComparison.Ordinal);
        Assert.NotEmpty((await measurements.TestRatesAsync(Run(new TinySource()), TestContext.Current.CancellationToken)).Steps);
    }

    public void Dispose() => folder.Dispose();

    private PlannedRun Run(Tiny tiny)
    {
        var named = tiny.Named;

        return Plan.Of([named], options).Runs.First(run => run.Spec.ToString() == named.Experiment.Runs[0].ToString());
    }
}
