using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Runs;

namespace Reproducible.Strategies;

/// <summary>
/// How source weights become target weights. Each question has a default answer, and most strategies answer one.
/// No strategy owns a training loop: there is one loop, and it asks.
/// </summary>
public abstract record Strategy : Part
{
    /// <summary>Does the backbone start from a source run's weights? Default: yes.</summary>
    public virtual bool StartsFromSource => true;

    /// <summary>How fast may this weight learn, as a factor of its part's learning rate? 0 is frozen: no gradient, no decay, and the statistics of its normalisation held. Default: 1.</summary>
    public virtual double Rate(Weight weight) => 1;

    /// <summary>Which label sets are learned, a new head each? The first is the one the run is judged by. Default: <c>class</c> alone.</summary>
    public virtual IReadOnlyList<string> Heads => [LabelSet.Class];

    /// <summary>Does each step also see as many labelled examples of the source's training split? They teach every head but the first. Default: no.</summary>
    public virtual bool ReplaysSource => false;

    /// <summary>How do the heads' losses make one? Default: their sum.</summary>
    public virtual TaskWeighting Weighting => new FixedWeights();

    /// <summary>What is wrong with this strategy on this backbone and dataset, one sentence each; empty when nothing is.</summary>
    public virtual IEnumerable<string> ProblemsWith(Backbone backbone, Dataset dataset) => Heads
        .Where(head => !dataset.LabelSets.ContainsKey(head))
        .Select(head => $"{Name}: {dataset.Name} has no label set '{head}'. There are: {string.Join(", ", dataset.LabelSets.Keys)}.");
}
