using Reproducible.Datasets;

namespace Reproducible.Tests.Datasets;

public sealed class DigitsTests() : DatasetTests(new Digits(), train: 1438, test: 359, classes: 10, shape: (1, 8, 8))
{
    [Fact]
    public void The_first_image_is_the_file_s_first_row()
    {
        var first = new Digits().Read(folder: null).Train;

        Assert.Equal(0, first.Labels[0]);
        Assert.Equal([0, 0, 5, 13, 9, 1, 0, 0], first.Pixels[..8]);
    }

    [Theory]
    [InlineData("17", "Row 1 of 'digits.csv' has '17' in column 1; a whole number from 0 to 16 is expected.")]
    [InlineData("x", "Row 1 of 'digits.csv' has 'x' in column 1; a whole number from 0 to 16 is expected.")]
    public void A_value_out_of_range_is_named_with_row_and_column(string value, string problem)
    {
        using var folder = new TemporaryFolder();
        var row = string.Join(',', Enumerable.Repeat("0", 64).Prepend(value)) + "\n";
        File.WriteAllText(folder.File("digits.csv"), row.PadRight(264_712, '\n'));

        // 65 columns, so only the value is wrong.
        Assert.Equal(problem, Assert.Throws<ReproducibleException>(() => new Digits().Read(folder.Path)).Problem);
    }
}
