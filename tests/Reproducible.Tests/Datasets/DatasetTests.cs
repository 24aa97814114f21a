using Reproducible.Datasets;

namespace Reproducible.Tests.Datasets;

/// <summary>What holds for every dataset. A new dataset's test derives from this and states its numbers.</summary>
public abstract class DatasetTests(Dataset dataset, int train, int test, int classes, (int Channels, int Height, int Width) shape)
{
    private readonly Corpus corpus = dataset.Read(folder: null);

    [Fact]
    public void Holds_as_many_examples_as_its_source_says()
    {
        Assert.Equal((train, test), (corpus.Train.Labels.Length, corpus.Test.Labels.Length));
        Assert.Equal(train * corpus.Train.ImageBytes, corpus.Train.Pixels.Length);
        Assert.Equal(test * corpus.Test.ImageBytes, corpus.Test.Pixels.Length);
    }

    [Fact]
    public void Every_class_has_a_name_and_examples_in_both_parts()
    {
        Assert.Equal(classes, dataset.ClassNames.Count);
        Assert.Equal(Enumerable.Range(0, classes), corpus.Train.Labels.Distinct().Order().Select(label => (int)label));
        Assert.Equal(Enumerable.Range(0, classes), corpus.Test.Labels.Distinct().Order().Select(label => (int)label));
    }

    [Fact]
    public void Images_have_the_stated_shape()
    {
        Assert.Equal(shape, (corpus.Train.Channels, corpus.Train.Height, corpus.Train.Width));
        Assert.Equal(shape.Channels, dataset.Channels);
    }

    [Fact]
    public void No_example_both_trains_and_validates()
    {
        var splits = (dataset with { ValidationPerClass = 5 }).Split(corpus, seed: 0);

        Assert.Empty(splits.Train.Intersect(splits.Validation));
        Assert.Equal(5 * classes, splits.Validation.Length);
        Assert.Equal(train, splits.Train.Length + splits.Validation.Length);
        Assert.Equal(Enumerable.Range(0, test), splits.Test);
    }

    [Fact]
    public void Every_label_set_labels_every_kept_class() => Assert.All(
        dataset.LabelSets.Values,
        set => Assert.All(dataset.KeptClasses, original => Assert.InRange(set.OfOriginal[original], 0, set.Names.Count - 1)));

    [Fact]
    public void Few_labels_are_drawn_by_the_seed_and_stand_among_more()
    {
        var some = dataset with { ValidationPerClass = 5, LabelsPerClass = 10 };
        var (few, again, other) = (some.Split(corpus, 1), some.Split(corpus, 1), some.Split(corpus, 2));
        var more = (some with { LabelsPerClass = 20 }).Split(corpus, 1);

        Assert.Equal(few.Train, again.Train);
        Assert.NotEqual(few.Train, other.Train);
        Assert.Equal(few.Validation, other.Validation);
        Assert.Subset(more.Train.ToHashSet(), few.Train.ToHashSet());
        Assert.All(Enumerable.Range(0, classes), label => Assert.Equal(10, few.Train.Count(index => corpus.Train.Labels[index] == label)));
    }

    [Fact]
    public void Kept_classes_are_relabelled_in_their_order_and_others_are_gone()
    {
        int[] kept = [7, 2];
        var pair = dataset with { Classes = kept, ValidationPerClass = 5 };
        var splits = pair.Split(corpus, seed: 0);

        Assert.Equal([7, 2], pair.LabelSets[LabelSet.Class].Names.Select(name => pair.ClassNames.ToList().IndexOf(name)));
        Assert.Equal((0, 1, -1), (pair.LabelSets[LabelSet.Class].OfOriginal[7], pair.LabelSets[LabelSet.Class].OfOriginal[2], pair.LabelSets[LabelSet.Class].OfOriginal[0]));
        Assert.All(splits.Train, index => Assert.Contains((int)corpus.Train.Labels[index], kept));
        Assert.All(splits.Test, index => Assert.Contains((int)corpus.Test.Labels[index], kept));
    }

    [Fact]
    public void More_labels_than_there_are_is_an_error_with_both_numbers()
    {
        var fault = Assert.Throws<ReproducibleException>(() => (dataset with { LabelsPerClass = 1_000_000 }).Split(corpus, 0));

        Assert.Contains($"{corpus.Train.IndicesOf(0).Length} training examples of class 0", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("1000000 labels", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_of_its_settings_are_all_named()
    {
        var problems = (dataset with { Classes = [0, 99], LabelsPerClass = 0, ValidationPerClass = 0 }).Problems().ToList();

        Assert.Equal(3, problems.Count);
        Assert.Contains("no class 99", problems[0], StringComparison.Ordinal);
    }
}
