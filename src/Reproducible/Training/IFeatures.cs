using Reproducible.Backbones;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>Where what frozen stages make of a split comes from: it may have been made before. It decides no number, only how long it takes.</summary>
internal interface IFeatures
{
    /// <param name="inputs">All that decides the features' bits, besides code and machine.</param>
    /// <param name="make">Makes them.</param>
    /// <returns>The same bits, made now or before; the caller's.</returns>
    SplitFeatures Of(FeatureInputs inputs, Func<SplitFeatures> make);
}

/// <summary>What features are made of.</summary>
/// <param name="Split">For people: <c>train</c>, <c>validation</c>, <c>test</c>.</param>
/// <param name="Stages">How many stages of the backbone, from the first.</param>
/// <param name="Tensors">Weights and buffers of these stages and of the transform, live, by name.</param>
/// <param name="Images">[count, channels, height, width] bytes, in order.</param>
internal sealed record FeatureInputs(string Split, Backbone Backbone, int Stages, IReadOnlyDictionary<string, Tensor> Tensors, Tensor Images);
