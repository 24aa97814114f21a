using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary><see cref="nn.functional.cross_entropy"/> as a module.</summary>
public sealed class CrossEntropyLoss : WeightedLoss<Tensor, Tensor, Tensor>
{
    /// <param name="weight">One factor a class; belongs to the module from now on.</param>
    /// <param name="ignore_index">Examples of this class count for nothing; -100 when not given.</param>
    /// <param name="label_smoothing">0 to 1; 0.1 is usual.</param>
    public CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null, nn.Reduction reduction = nn.Reduction.Mean, double label_smoothing = 0.0)
        : base(nameof(CrossEntropyLoss), weight, reduction)
    {
        Check.Probability(label_smoothing);
        (this.ignore_index, this.label_smoothing) = (ignore_index ?? -100, label_smoothing);
    }

    public long ignore_index { get; }

    public double label_smoothing { get; }

    public override Tensor forward(Tensor input, Tensor target) =>
        nn.functional.cross_entropy(input, target, weight, ignore_index, reduction, label_smoothing);
}
