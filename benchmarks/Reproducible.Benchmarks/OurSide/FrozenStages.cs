using System.Diagnostics;
using Reproducible.Benchmarks.Micro;

namespace Reproducible.Benchmarks.OurSide;

/// <summary>The ways of <see cref="FrozenStagesBenchmark"/> in turn, many times, so that each meets the machine as the others do.</summary>
internal sealed class FrozenStages : IWork
{
    private readonly FrozenStagesBenchmark benchmark = new();
    private readonly int times;

    /// <param name="times">Of each way.</param>
    public FrozenStages(int times)
    {
        this.times = times;
        benchmark.Setup();
    }

    /// <inheritdoc/>
    public object Do()
    {
        var (frozen, parts, whole) = (new double[times], new double[times], new double[times]);
        for (var time = 0; time < times; time++)
        {
            frozen[time] = SecondsOf(benchmark.TwoStagesFrozen);
            parts[time] = SecondsOf(benchmark.BothInTurn);
            whole[time] = SecondsOf(benchmark.NothingFrozen);
        }

        return new { frozen = Median(frozen), parts = Median(parts), whole = Median(whole) };
    }

    /// <inheritdoc/>
    public void Dispose() => benchmark.Dispose();

    private static double SecondsOf(Action act)
    {
        var start = Stopwatch.GetTimestamp();
        act();

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(double[] seconds) => new Measuring.Sample(seconds).Median;
}
