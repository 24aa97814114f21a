namespace Reproducible.Strategies;

/// <summary>
/// One backbone, a head and a loss per task. Each step sees target examples and as many of the source's: the first task learns from
/// the target's few labels, the others from both, and so hold the backbone to what the source taught it.
/// </summary>
/// <param name="Tasks">Label sets of the dataset, a head each; the first is the one the run is judged by.</param>
/// <param name="TaskWeighting">How the tasks' losses make one.</param>
/// <remarks>Source: Caruana, Machine Learning 28, 1997; with <see cref="Uncertainty"/>: Kendall, Gal, Cipolla, CVPR 2018.</remarks>
public sealed record MultiTaskHeads(IReadOnlyList<string> Tasks, TaskWeighting TaskWeighting) : Strategy
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Heads => Tasks;

    /// <inheritdoc/>
    public override bool ReplaysSource => true;

    /// <inheritdoc/>
    public override TaskWeighting Weighting => TaskWeighting;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Tasks.Count < 2 || Tasks.Distinct().Count() < Tasks.Count)
        {
            yield return $"MultiTaskHeads: Tasks is [{string.Join(", ", Tasks)}]; name at least two, each once.";
        }

        foreach (var problem in TaskWeighting.ProblemsWith(Tasks.Count))
        {
            yield return problem;
        }
    }
}
