using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>x·Φ(x).</summary>
/// <remarks>Source: Hendrycks, Gimpel 2016 (arXiv:1606.08415).</remarks>
public sealed class GELU : nn.Module<Tensor, Tensor>
{
    private readonly Approximate approximate;

    internal GELU(Approximate approximate, bool inplace)
        : base(nameof(GELU)) => (this.approximate, this.inplace) = (approximate, inplace);

    /// <summary>How Φ is computed.</summary>
    public enum Approximate
    {
        /// <summary>Exactly, by the error function.</summary>
        none,

        /// <summary>By tanh; faster, off by up to 5e-4.</summary>
        tanh,
    }

    public bool inplace { get; set; }

    public override Tensor forward(Tensor input) => nn.functional.gelu(input, approximate, inplace);
}
