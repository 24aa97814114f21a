namespace Reproducible.Datasets;

/// <summary>One way to label a dataset's examples.</summary>
/// <param name="Names">What each label means, by label.</param>
/// <param name="OfOriginal">The label of each original class, by original class; -1 for a class that this set does not label.</param>
public sealed record LabelSet(IReadOnlyList<string> Names, IReadOnlyList<int> OfOriginal)
{
    /// <summary>The name of the label set that every dataset has: its kept classes, relabelled from 0.</summary>
    public const string Class = "class";

    /// <summary>The kept classes of a dataset, relabelled from 0 in the order in which they are kept.</summary>
    public static LabelSet Of(Dataset dataset)
    {
        var kept = dataset.KeptClasses;

        return new(
            [.. kept.Select(original => dataset.ClassNames[original])],
            [.. Enumerable.Range(0, dataset.ClassNames.Count).Select(original => kept.ToList().IndexOf(original))]);
    }
}
