using Reproducible.Training;

namespace Reproducible.Tests.Training;

public sealed class StreamsTests
{
    /// <summary>The mapping is part of every run's numbers: `printf 3/order/7/0 | sha256sum`, first 8 bytes little-endian, sign bit cleared.</summary>
    [Theory]
    [InlineData(3, "order", 7, 0, 6445992069403452330)]
    [InlineData(0, "weights", 0, 0, 8895504006719965736)]
    public void Seeds_are_pinned(int seed, string purpose, long epoch, long step, long expected) =>
        Assert.Equal(expected, Streams.Seed(seed, purpose, epoch, step));

    [Fact]
    public void Every_seed_purpose_epoch_and_step_has_a_seed_of_its_own()
    {
        var all = from seed in Enumerable.Range(0, 10)
                  from purpose in new[] { Streams.Labels, Streams.Weights, Streams.Order, Streams.Replay, Streams.Augmentation, Streams.Dropout }
                  from epoch in Enumerable.Range(0, 10)
                  from step in Enumerable.Range(0, 10)
                  select Streams.Seed(seed, purpose, epoch, step);

        Assert.Equal(6_000, all.Distinct().Count());
        Assert.All(all, value => Assert.True(value >= 0));
    }

    [Fact]
    public void Shuffling_keeps_every_item_and_repeats_for_its_seed()
    {
        var (first, second, other) = (Enumerable.Range(0, 100).ToArray(), Enumerable.Range(0, 100).ToArray(), Enumerable.Range(0, 100).ToArray());
        Streams.Shuffle(first, 1);
        Streams.Shuffle(second, 1);
        Streams.Shuffle(other, 2);

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.Equal(Enumerable.Range(0, 100), first.Order());
    }

    [Fact]
    public void Shuffling_puts_each_item_in_each_place_about_equally_often()
    {
        var counts = new int[4, 4];
        for (var seed = 0; seed < 4_000; seed++)
        {
            int[] items = [0, 1, 2, 3];
            Streams.Shuffle(items, Streams.Seed(seed, "test"));
            for (var place = 0; place < 4; place++)
            {
                counts[items[place], place]++;
            }
        }

        // Each cell is binomial(4000, 1/4): mean 1000, sd 27.4; six sd leave a chance of 3e-8 over the 16 cells.
        Assert.All(counts.Cast<int>(), count => Assert.InRange(count, 1000 - 165, 1000 + 165));
    }
}
