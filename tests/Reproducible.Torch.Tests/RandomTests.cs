using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests;

public sealed class RandomTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void The_same_seed_draws_the_same_permutation()
    {
        using var one = new Generator(7);
        using var other = new Generator(7);
        var order = randperm(100, generator: one);

        Assert.True(order.equal(randperm(100, generator: other)));
        Assert.False(order.equal(randperm(100, generator: other)));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), order.ToArray<long>().Order());
    }

    [Fact]
    public void A_saved_state_goes_on_where_it_was_taken()
    {
        using var generator = new Generator(1);
        _ = rand(5, generator: generator);
        var state = generator.get_state();
        var next = rand(5, generator: generator);
        generator.set_state(state);

        Assert.True(next.equal(rand(5, generator: generator)));
        Assert.Equal(1, generator.initial_seed());
    }

    [Fact]
    public void Mersenne_twister_draws_what_its_inventors_published()
    {
        // The first outputs of mt19937 for seed 5489, as in the C++ standard's std::mt19937, cut to 24 bits as libtorch's uniform floats are.
        using var generator = new Generator(5489);
        uint[] published = [3499211612, 581869302, 3890346734];

        Assert.Equal(published.Select(word => (word & 0xFFFFFF) / 16777216f), rand(3, generator: generator).ToArray<float>());
    }

    [Fact]
    public void A_generator_of_its_own_is_moved_by_nobody_else()
    {
        using var mine = new Generator(3);
        var expected = rand(4, generator: mine);
        mine.manual_seed(3);
        manual_seed(99);
        _ = rand(100);

        Assert.True(expected.equal(rand(4, generator: mine)));
    }

    [Fact]
    public void The_process_stream_has_a_seed_and_a_state()
    {
        using var shared = manual_seed(12);

        Assert.Equal(12, shared.initial_seed());

        var state = get_rng_state();
        var next = randn(6);
        set_rng_state(state);

        Assert.True(next.equal(randn(6)));
        Assert.Equal(CPU, shared.device);
    }

    [Fact]
    public void A_negative_seed_wraps_around()
    {
        using var generator = new Generator().manual_seed(-1);

        Assert.Equal(-1, generator.initial_seed());
    }

    [Fact]
    public void Draws_keep_their_bounds()
    {
        using var generator = new Generator(5);
        var whole = randint(-2, 3, [1000], generator: generator);
        var real = empty(1000).uniform_(2, 3, generator);
        var coins = empty(1000).bernoulli_(0.25, generator);
        var normal = empty(10_000).normal_(5, 2, generator);

        Assert.Equal([-2, 2], [whole.min().item<long>(), whole.max().item<long>()]);
        Assert.InRange(real.min().item<float>(), 2f, 2.05f);
        Assert.InRange(real.max().item<float>(), 2.95f, 3f);

        // Five standard errors: √(0.25·0.75/1000)·5 = 0.068, and 2/√10000·5 = 0.1.
        Assert.InRange(coins.mean().item<float>(), 0.25f - 0.068f, 0.25f + 0.068f);
        Assert.InRange(normal.mean().item<float>(), 4.9f, 5.1f);
    }

    [Fact]
    public void A_disposed_generator_is_told()
    {
        var generator = new Generator();
        generator.Dispose();
        generator.Dispose();

        Assert.Throws<InvalidOperationException>(() => rand(1, generator: generator));
    }
}
