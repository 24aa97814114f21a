using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>When training, sets each element to 0 with probability <see cref="p"/> and divides the others by 1 - p.</summary>
/// <remarks>Source: Srivastava et al., JMLR 2014.</remarks>
public sealed class Dropout : nn.Module<Tensor, Tensor>
{
    internal Dropout(double p, bool inplace)
        : base(nameof(Dropout))
    {
        Check.Probability(p);
        (this.p, this.inplace) = (p, inplace);
    }

    /// <summary>0 to 1; 0.5 unless told.</summary>
    public double p { get; set; }

    public bool inplace { get; set; }

    public override Tensor forward(Tensor input) => nn.functional.dropout(input, p, training, inplace);
}
