using Reproducible.Runs;
using Reproducible.Training;

namespace Reproducible.Datasets;

/// <summary>Named images with fixed, hashed splits. A dataset's own file says where they come from and how they are read.</summary>
public abstract record Dataset : Part
{
    /// <summary>Original classes to keep, relabelled 0, 1, ... in this order; empty: all of them.</summary>
    public IReadOnlyList<int> Classes { get; init; } = [];

    /// <summary>Labelled training examples of each class, drawn by the run's seed; null: all of the training split. At least 1.</summary>
    public int? LabelsPerClass { get; init; }

    /// <summary>Validation examples of each class, held out of the training files; the same for every seed. At least 1.</summary>
    public int ValidationPerClass { get; init; } = 100;

    /// <summary>The files this dataset is read from, with the SHA-256 each must have.</summary>
    public abstract IReadOnlyList<DataFile> Files { get; }

    /// <summary>Absolute path of the folder where the files usually lie.</summary>
    public abstract string Home { get; }

    /// <summary>Colour channels of an image: 1 is grey, 3 is red, green and blue.</summary>
    public abstract int Channels { get; }

    /// <summary>Names of the original classes, by original label.</summary>
    public abstract IReadOnlyList<string> ClassNames { get; }

    /// <summary>Label sets by name. Every dataset has <c>class</c>; others group the original classes.</summary>
    public virtual IReadOnlyDictionary<string, LabelSet> LabelSets => new Dictionary<string, LabelSet> { [LabelSet.Class] = LabelSet.Of(this) };

    /// <summary>Original classes kept, in the order of their new labels.</summary>
    public IReadOnlyList<int> KeptClasses => Classes.Count > 0 ? Classes : [.. Enumerable.Range(0, ClassNames.Count)];

    /// <summary>Reads the files, checks their hashes, and parses them.</summary>
    /// <param name="folder">Absolute path of the folder that holds them; null: <see cref="Home"/>.</param>
    /// <exception cref="ReproducibleException">A file is missing, altered, truncated or malformed: the message names file, found and expected.</exception>
    public abstract Corpus Read(string? folder);

    /// <summary>
    /// Which examples train, validate and test. Validation is the same for every seed; the labelled examples are the first of the
    /// rest in an order drawn by the seed, so fewer labels are always among more. Test holds all test examples of the kept classes.
    /// </summary>
    /// <exception cref="ReproducibleException">A class has too few examples.</exception>
    public Splits Split(Corpus corpus, int seed)
    {
        var (train, validation) = (new List<int>(), new List<int>());
        foreach (var original in KeptClasses)
        {
            // The draw that holds out validation examples has no seed but this: a constant of the dataset, not of a run.
            var members = corpus.Train.IndicesOf(original);
            Streams.Shuffle(members, Streams.Seed(0, $"validation of {original}"));
            var pool = members[Math.Min(ValidationPerClass, members.Length)..];
            Streams.Shuffle(pool, Streams.Seed(seed, Streams.Labels, original));
            var wanted = LabelsPerClass ?? Math.Max(pool.Length, 1);
            if (pool.Length < wanted)
            {
                throw new ReproducibleException(
                    $"{Name} has {members.Length} training examples of class {original} ({ClassNames[original]}); {ValidationPerClass} for validation and {wanted} labels were asked for.",
                    "Lower LabelsPerClass or ValidationPerClass.");
            }

            validation.AddRange(members[..ValidationPerClass]);
            train.AddRange(pool[..wanted]);
        }

        return new([.. train.Order()], [.. validation.Order()], [.. KeptClasses.SelectMany(corpus.Test.IndicesOf).Order()]);
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        foreach (var original in Classes.Where(original => original < 0 || original >= ClassNames.Count))
        {
            yield return $"{Name} has no class {original}. There are: {string.Join(", ", ClassNames.Select((name, label) => $"{label} {name}"))}.";
        }

        if (Classes.Count == 1 || Classes.Distinct().Count() < Classes.Count)
        {
            yield return $"{Name}: Classes is [{string.Join(", ", Classes)}]; name at least two, each once.";
        }

        if (LabelsPerClass < 1) { yield return $"{Name}: LabelsPerClass is {LabelsPerClass}; it must be at least 1, or null for all."; }
        if (ValidationPerClass < 1) { yield return $"{Name}: ValidationPerClass is {ValidationPerClass}; it must be at least 1."; }
    }
}
