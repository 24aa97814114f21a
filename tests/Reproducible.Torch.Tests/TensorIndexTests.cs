using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests;

/// <summary>A table of [3, 4] with element 10·row + column, so that an element names its place.</summary>
public sealed class TensorIndexTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor table;

    public TensorIndexTests() => table = (arange(3).unsqueeze(1) * 10) + arange(4);

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Numbers_take_a_dimension_away()
    {
        Assert.Equal(12, table[1, 2].item<long>());
        Assert.Equal([20L, 21, 22, 23], table[-1].ToArray<long>());
        Assert.Equal(23, table[^1, ^1].item<long>());
    }

    [Fact]
    public void Ranges_cut_a_dimension()
    {
        Assert.Equal([1L, 2L], table[0, 1..3].ToArray<long>());
        Assert.Equal([2L, 3L], table[0, ^2..].ToArray<long>());
        Assert.Equal([0L, 10L, 20L], table[.., 0].ToArray<long>());
        Assert.Equal([0L, 2L], table[0, TensorIndex.Slice(step: 2)].ToArray<long>());
        Assert.Equal([3, 4], table[..].shape);
        Assert.Equal([10L, 11L, 12L, 13L], table[(1, 2)].ToArray<long>());
    }

    [Fact]
    public void An_ellipsis_stands_for_all_dimensions_not_named()
    {
        var box = table.view(3, 2, 2);

        Assert.Equal([3, 2], box[TensorIndex.Ellipsis, 1].shape);
        Assert.Equal([3, 2, 2], box[TensorIndex.Ellipsis].shape);
        Assert.Equal([1, 3, 2, 2], box[TensorIndex.None, TensorIndex.Ellipsis].shape);
    }

    [Fact]
    public void Indices_choose_along_their_dimension_and_together_by_pairs()
    {
        Assert.Equal([20L, 0L], table[tensor([2L, 0L]), 0].ToArray<long>());
        Assert.Equal([3, 2], table[.., tensor([1L, 1L])].shape);
        Assert.Equal([21L, 3L], table[tensor([2L, 0L]), tensor([1L, 3L])].ToArray<long>());
    }

    [Fact]
    public void A_mask_chooses_over_as_many_dimensions_as_it_has()
    {
        Assert.Equal([22L, 23L], table[table > 21].ToArray<long>());
        Assert.Equal([2, 4], table[tensor([true, false, true])].shape);
        Assert.Equal([3L, 13L], table[..2, tensor([false, false, false, true])].flatten().ToArray<long>());
        Assert.Equal([2L, 23L], stack([table, table], 2)[table.eq(2).logical_or(table.eq(23)), 0].ToArray<long>());
    }

    [Fact]
    public void A_truth_value_keeps_all_or_nothing()
    {
        Assert.Equal([1, 3, 4], table[true].shape);
        Assert.Equal([0, 3, 4], table[false].shape);
    }

    [Fact]
    public void Setting_writes_into_the_table_and_broadcasts()
    {
        table[1] = tensor(-1L);
        table[.., 0] = tensor([7L, 8L, 9L]);
        table[table > 20] = tensor(0L);
        table[tensor([0L]), tensor([3L])] = tensor(5L);

        Assert.Equal([7L, 1, 2, 5, 8, -1, -1, -1, 9, 0, 0, 0], table.ToArray<long>());
    }

    [Fact]
    public void A_gradient_flows_through_a_chosen_part()
    {
        var x = ones([3], requires_grad: true);
        (x[1..] * 2).sum().backward();

        Assert.Equal([0f, 2f, 2f], x.grad!.ToArray<float>());
    }

    [Fact]
    public void Only_the_part_remains_alive()
    {
        var before = LiveTensors.Settled();
        using var part = table[.., 1..3][0];

        Assert.Equal(before + 2, Tensor.TotalCount);
    }
}
