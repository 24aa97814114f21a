using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Tests.Measuring;

public sealed class AlternationTests
{
    private readonly List<string> order = [];

    [Fact]
    public async Task Each_round_begins_with_another_way_and_the_first_round_does_not_count()
    {
        var samples = await Alternation.MeasureAsync(3, 1, [Way("a"), Way("b")], _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal("ab ba ab ba", string.Join(' ', order.Chunk(2).Select(round => string.Concat(round))));
        // The value is the number of calls so far: a's are the 4th, 5th and 8th.
        Assert.Equal([4, 5, 8], samples[0].Values);
        Assert.Equal([3, 6, 7], samples[1].Values);
    }

    [Fact]
    public async Task Stops_between_two_measurements()
    {
        using var stop = new CancellationTokenSource();
        Func<Task<double>> ends = async () => { await stop.CancelAsync(); return 1; };

        await Assert.ThrowsAsync<OperationCanceledException>(() => Alternation.MeasureAsync(1, 0, [ends, Way("never")], _ => { }, stop.Token));
        Assert.Empty(order);
    }

    private Func<Task<double>> Way(string name) => () =>
    {
        order.Add(name);
        return Task.FromResult((double)order.Count);
    };
}
