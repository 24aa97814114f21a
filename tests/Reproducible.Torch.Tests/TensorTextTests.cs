using System.Globalization;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests;

public sealed class TensorTextTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void The_plain_text_is_shape_type_and_device()
    {
        Assert.Equal("[2x3], type = Float32, device = cpu", zeros(2, 3).ToString());
        Assert.Equal("[], type = Int64, device = cpu", tensor(1L).ToString());
    }

    [Fact]
    public void Numpys_way_puts_rows_on_lines() =>
        Assert.Equal("[[1 2]\n [3 4]]", tensor([1L, 2, 3, 4], [2, 2]).ToString(TensorStringStyle.Numpy));

    [Fact]
    public void One_line_shows_elements_after_shape_and_type()
    {
        Assert.Equal("[2], type = Float32, device = cpu, value = [0.5, -1]", tensor([0.5f, -1f]).str());
        Assert.Equal("[1], type = Bool, device = cpu, value = [True]", tensor([true]).str());
        Assert.Equal("[], type = Float64, device = cpu, value = 0.333", tensor(1 / 3.0).str("0.000"));
    }

    [Fact]
    public void The_culture_of_the_machine_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
        try
        {
            Assert.EndsWith("[0.5]", tensor([0.5f]).str(), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Long_dimensions_are_cut_in_the_middle() =>
        Assert.EndsWith("[0, 1, 2, ..., 1998, 1999, 2000]", arange(2001).str(), StringComparison.Ordinal);

    [Fact]
    public void A_disposed_tensor_says_so()
    {
        var lost = ones(1);
        lost.Dispose();

        Assert.Equal("disposed tensor", lost.ToString());
    }
}
