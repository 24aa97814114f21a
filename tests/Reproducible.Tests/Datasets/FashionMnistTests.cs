using Reproducible.Datasets;

namespace Reproducible.Tests.Datasets;

public sealed class FashionMnistTests() : DatasetTests(new FashionMnist(), train: 60_000, test: 10_000, classes: 10, shape: (1, 28, 28))
{
    [Fact]
    public void Groups_put_both_tops_together()
    {
        var group = new FashionMnist().LabelSets["group"];

        Assert.Equal(("top", "top", "shoe"), (group.Names[group.OfOriginal[0]], group.Names[group.OfOriginal[2]], group.Names[group.OfOriginal[9]]));
    }

    [Fact]
    public void A_file_cut_in_half_is_named_with_both_lengths_and_the_remedy()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("train-images-idx3-ubyte"), new byte[23_520_008]);

        var fault = Assert.Throws<ReproducibleException>(() => new FashionMnist().Read(folder.Path));
        Assert.Equal($"'{folder.File("train-images-idx3-ubyte")}' holds 23520008 bytes; 47040016 are expected.", fault.Problem);
        Assert.Contains("dataset-fashion-mnist", fault.Remedy, StringComparison.Ordinal);
    }
}
