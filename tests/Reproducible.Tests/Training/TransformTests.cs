using Reproducible.Datasets;
using Reproducible.Training;
using static Reproducible.Torch.torch;

namespace Reproducible.Tests.Training;

public sealed class TransformTests : IDisposable
{
    private readonly LabelledImages images = new(new Examples([0, 0, 8, 8, 0, 8, 0, 8], [0, 1], Channels: 1, Height: 2, Width: 2), [null], CPU);

    public void Dispose() => images.Dispose();

    [Fact]
    public void Normalises_by_mean_and_deviation_of_the_training_split()
    {
        using var scope = NewDisposeScope();
        using var transform = new Transform(images);

        // Mean 4 and deviation 4: 0 becomes -1 and 8 becomes 1.
        Assert.Equal([-1, -1, 1, 1, -1, 1, -1, 1], transform.Apply(images.Images).data<float>().ToArray());
    }

    [Fact]
    public void Mean_and_deviation_are_exact_over_more_images_than_are_looked_at_at_once()
    {
        using var scope = NewDisposeScope();

        // 3,000 images of one pixel: 2,000 of 10 and 1,000 of 40 have mean 20 and variance (2 · 100 + 400) / 3 = 200.
        using var many = new LabelledImages(new Examples([.. Enumerable.Range(0, 3000).Select(number => (byte)(number % 3 == 0 ? 40 : 10))], new byte[3000], 1, 1, 1), [null], CPU);
        using var transform = new Transform(many);

        Assert.Equal(20f, transform.State[Transform.Mean].item<float>());
        Assert.Equal((float)(1 / Math.Sqrt(200)), transform.State[Transform.Scale].item<float>());
    }

    [Fact]
    public void Each_channel_has_its_own()
    {
        using var scope = NewDisposeScope();

        // Two images of two channels of one pixel: 0 and 2 in the first, 10 and 10 in the second.
        using var two = new LabelledImages(new Examples([0, 10, 2, 10], [0, 1], Channels: 2, Height: 1, Width: 1), [null], CPU);
        using var transform = new Transform(two);

        Assert.Equal([1f, 10f], transform.State[Transform.Mean].flatten().data<float>().ToArray());
        Assert.Equal(1f, transform.State[Transform.Scale].flatten().data<float>()[0]);
    }

    [Fact]
    public void A_source_s_transform_is_taken_from_its_weights_to_the_bit()
    {
        using var scope = NewDisposeScope();
        using var own = new Transform(images);
        using var taken = new Transform(own.State, channels: 1, CPU);

        Assert.Equal(own.Apply(images.Images).data<float>().ToArray(), taken.Apply(images.Images).data<float>().ToArray());
    }

    [Fact]
    public void One_for_other_channels_and_one_that_is_missing_are_refused()
    {
        using var scope = NewDisposeScope();
        using var own = new Transform(images);

        Assert.Equal(
            "The source weights have a 'transform.mean' of Float32 [1, 1, 1, 1]; expected Float32 [1, 3, 1, 1].",
            Assert.Throws<ReproducibleException>(() => new Transform(own.State, channels: 3, CPU)).Problem);
        Assert.Equal(
            "The source weights have no 'transform.mean'; expected Float32 [1, 1, 1, 1].",
            Assert.Throws<ReproducibleException>(() => new Transform(new Dictionary<string, Tensor>(), channels: 1, CPU)).Problem);
    }

    [Fact]
    public void A_flip_mirrors_left_to_right_about_half_of_the_images()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var batch = tensor(new byte[] { 1, 2, 3, 4 }, [1, 1, 2, 2]).expand(1000, 1, 2, 2).contiguous();

        var outcomes = Outcomes(Transform.Augment(batch, new() { Flip = true }, generator), 4);

        // Binomial(1000, 1/2): sd 15.8; six sd.
        Assert.Equal(["1 2 3 4", "2 1 4 3"], outcomes.Keys.Order());
        Assert.All(outcomes.Values, count => Assert.InRange(count, 405, 595));
    }

    [Fact]
    public void A_shift_moves_each_image_evenly_in_both_directions_and_lets_black_in()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var batch = tensor(new byte[] { 0, 0, 0, 0, 9, 0, 0, 0, 0 }, [1, 1, 3, 3]).expand(1000, 1, 3, 3).contiguous();

        var outcomes = Outcomes(Transform.Augment(batch, new() { Shift = 1 }, generator), 9);

        // The one bright pixel ends in each of the 9 places with chance 1/9: sd 9.9; six sd.
        Assert.Equal(9, outcomes.Count);
        Assert.All(outcomes.Keys, pixels => Assert.Equal(1, pixels.Count(letter => letter == '9')));
        Assert.All(outcomes.Values, count => Assert.InRange(count, 51, 171));
    }

    [Fact]
    public void Examples_without_a_label_are_marked()
    {
        using var some = new LabelledImages(new Examples([1, 2, 3], [5, 7, 9], 1, 1, 1), [new LabelSet(["a", "b"], [-1, -1, -1, -1, -1, 1, -1, 0, -1, -1])], CPU);

        Assert.Equal([1, 0, LabelledImages.NoLabel], some.Labels[0].data<long>().ToArray());
    }

    private static Dictionary<string, int> Outcomes(Tensor images, int bytes) => images.data<byte>().ToArray()
        .Chunk(bytes)
        .CountBy(pixels => string.Join(' ', pixels))
        .ToDictionary();
}
