using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>max(x, 0).</summary>
public sealed class ReLU : nn.Module<Tensor, Tensor>
{
    internal ReLU(bool inplace)
        : base(nameof(ReLU)) => this.inplace = inplace;

    /// <summary>Overwrite the input; saves memory where nothing else reads it.</summary>
    public bool inplace { get; set; }

    public override Tensor forward(Tensor input) => nn.functional.relu(input, inplace);
}
