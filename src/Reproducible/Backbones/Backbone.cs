using Reproducible.Runs;
using static Reproducible.Torch.torch;

namespace Reproducible.Backbones;

/// <summary>The part of a network that transfers: an ordered list of stages, from the image to a feature vector.</summary>
public abstract record Backbone : Part
{
    /// <summary>How many stages there are; what <see cref="Strategies.PartialFreeze"/> counts.</summary>
    public abstract int StageCount { get; }

    /// <summary>Length of the feature vector that the last stage gives.</summary>
    public abstract int Features { get; }

    /// <summary>
    /// Builds the stages with random weights from libtorch's default generator. The first takes [batch, channels, height, width],
    /// the last gives [batch, <see cref="Features"/>]. The caller owns them.
    /// </summary>
    public abstract IReadOnlyList<nn.Module<Tensor, Tensor>> Build(int channels);
}
