using Reproducible.Runs;
using static Reproducible.Torch.torch;

namespace Reproducible.Strategies;

/// <summary>How the losses of several tasks make one.</summary>
public abstract record TaskWeighting : Part
{
    /// <summary>Whether there is a number per task that learns along, from 0, at the heads' rate and without decay.</summary>
    internal virtual bool Learns => false;

    /// <summary>One loss of several.</summary>
    /// <param name="losses">One scalar [] a task.</param>
    /// <param name="learned">[tasks] when <see cref="Learns"/>; else null.</param>
    /// <returns>A scalar [].</returns>
    internal abstract Tensor Combine(IReadOnlyList<Tensor> losses, Tensor? learned);

    /// <summary>What is wrong with this weighting of so many tasks, one sentence each; empty when nothing is.</summary>
    public virtual IEnumerable<string> ProblemsWith(int tasks) => [];
}

/// <summary>A fixed weight a task: Σ wᵢ·Lᵢ.</summary>
/// <param name="Weights">One a task, 0 or more; null: 1 each.</param>
public sealed record FixedWeights(IReadOnlyList<double>? Weights = null) : TaskWeighting
{
    /// <inheritdoc/>
    public override IEnumerable<string> ProblemsWith(int tasks) =>
        Weights is null || (Weights.Count == tasks && Weights.All(weight => weight >= 0))
            ? []
            : [$"FixedWeights: Weights is [{string.Join(", ", Weights)}]; {tasks} numbers of 0 or more are expected, one a task."];

    internal override Tensor Combine(IReadOnlyList<Tensor> losses, Tensor? learned)
    {
        var sum = Weighted(0);
        for (var task = 1; task < losses.Count; task++)
        {
            sum += Weighted(task);
        }

        return sum;

        Tensor Weighted(int task) => Weights is null ? losses[task] : losses[task] * Weights[task];
    }
}

/// <summary>Weights learned from each task's homoscedastic uncertainty: Σ exp(-sᵢ)·Lᵢ + sᵢ/2, where sᵢ = log σᵢ².</summary>
/// <remarks>Source: Kendall, Gal, Cipolla, CVPR 2018 (arXiv:1705.07115), equation 10, for classification.</remarks>
public sealed record Uncertainty : TaskWeighting
{
    internal override bool Learns => true;

    internal override Tensor Combine(IReadOnlyList<Tensor> losses, Tensor? learned) =>
        ((-learned!).exp() * stack(losses)).sum() + (learned!.sum() / 2);
}
