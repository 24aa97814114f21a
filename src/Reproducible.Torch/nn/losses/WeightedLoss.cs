using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>A loss with fixed weights; they are a buffer, so they move and are saved with the module.</summary>
public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
{
    private protected WeightedLoss(string name, Tensor? weight, nn.Reduction reduction)
        : base(name, reduction)
    {
        this.weight = weight;
        register_buffer(nameof(weight), weight);
    }

    public Tensor? weight { get; }
}
