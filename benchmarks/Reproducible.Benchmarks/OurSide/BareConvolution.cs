using Reproducible.Torch;
using static Reproducible.Torch.torch;

namespace Reproducible.Benchmarks.OurSide;

/// <summary>A 3×3 convolution of 64 to 64 channels and nothing else, on 64 images of 28 × 28, channels last: what this machine reaches.</summary>
internal sealed class BareConvolution : IWork
{
    private const int Images = 64, Channels = 64, Side = 28, Times = 10;

    private readonly Device place;
    private readonly Tensor input;
    private readonly Tensor weight;

    public BareConvolution(string device)
    {
        place = torch.device(device);
        using var scope = NewDisposeScope();
        input = rand(Images, Channels, Side, Side).to(place).contiguous(MemoryFormat.ChannelsLast).DetachFromDisposeScope();
        weight = rand(Channels, Channels, 3, 3).to(place).contiguous(MemoryFormat.ChannelsLast).DetachFromDisposeScope();
        Do();
    }

    /// <summary>Floating-point operations of one time: two a product.</summary>
    public static double Operations => 2.0 * Images * new Convolution(Channels, Channels, 3, Side).Products;

    /// <inheritdoc/>
    public object Do()
    {
        using var inference = inference_mode();
        var seconds = Waiting.SecondsOf(place, Times, () => nn.functional.conv2d(input, weight, padding: [1, 1]));

        return new { operations_per_second = Times * Operations / seconds };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        input.Dispose();
        weight.Dispose();
    }
}
