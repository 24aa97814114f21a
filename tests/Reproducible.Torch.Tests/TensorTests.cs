using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests;

public sealed class TensorTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void A_tensor_says_what_it_is()
    {
        var table = tensor(new[,] { { 1.0, 2, 3 }, { 4, 5, 6 } });

        Assert.Equal([2, 3], table.shape);
        Assert.Equal([3, 1], table.strides);
        Assert.Equal((2, 6, 8), (table.ndim, table.numel(), table.element_size()));
        Assert.Equal((2, 3), (table.size(0), table.size(-1)));
        Assert.Equal(float64, table.dtype);
        Assert.Equal(CPU, table.device);
        Assert.Throws<ArgumentOutOfRangeException>(() => table.size(2));
    }

    [Fact]
    public void Every_type_of_C_sharp_comes_and_goes()
    {
        Check<byte>([0, 255], ScalarType.Byte);
        Check<sbyte>([-128, 127], ScalarType.Int8);
        Check<short>([short.MinValue, short.MaxValue], ScalarType.Int16);
        Check([int.MinValue, int.MaxValue], ScalarType.Int32);
        Check([long.MinValue, long.MaxValue], ScalarType.Int64);
        Check([(Half)0.5f, Half.MaxValue], ScalarType.Float16);
        Check([float.Epsilon, float.MaxValue], ScalarType.Float32);
        Check([double.Epsilon, double.MaxValue], ScalarType.Float64);
        Check([true, false], ScalarType.Bool);

        static void Check<T>(T[] elements, ScalarType type)
            where T : unmanaged
        {
            var made = tensor(elements);
            Assert.Equal(type, made.dtype);
            Assert.Equal(elements, made.ToArray<T>());
            Assert.Equal(elements[1], made[1].item<T>());
            Assert.Equal(elements, made.data<T>());
        }
    }

    [Fact]
    public void Elements_of_another_type_are_not_read_as_if_they_were_these()
    {
        Assert.Throws<ArgumentException>(() => ones(1).ToArray<double>());
        Assert.Throws<ArgumentException>(() => ones(1).CopyFrom<int>([1]));
        Assert.Throws<ArgumentException>(() => tensor([(nint)1]));
    }

    [Fact]
    public void Nine_of_bfloat16_are_the_upper_halves_of_floats() =>
        Assert.Equal([(ushort)(BitConverter.SingleToUInt32Bits(9f) >> 16)], tensor([9f]).bfloat16().ToArray<ushort>());

    [Fact]
    public void Turned_elements_are_read_in_the_order_of_dimensions()
    {
        var turned = tensor([1, 2, 3, 4, 5, 6], [2, 3]).t();

        Assert.False(turned.is_contiguous());
        Assert.Equal([1, 4, 2, 5, 3, 6], turned.ToArray<int>());
        Assert.Equal(5, turned.data<int>()[1, 1]);
        Assert.Throws<ArgumentException>(() => turned.data<int>()[3, 0]);
        Assert.Throws<ArgumentException>(() => turned.data<int>()[0, 0, 0]);
    }

    [Fact]
    public void Bytes_show_the_elements_where_they_lie()
    {
        var small = tensor([1, 256]);
        using var bytes = small.bytes;

        Assert.Equal([1, 0, 0, 0, 0, 1, 0, 0], bytes.ToArray());

        bytes.Span[0] = 7;

        Assert.Equal(7, small[0].item<int>());
    }

    [Fact]
    public void Bytes_that_do_not_lie_in_order_are_not_given()
    {
        var elements = tensor([1, 256, 3, 4], [2, 2]);

        Assert.True(elements.TryGetBytes(out var bytes));
        Assert.Equal(16, bytes.Length);
        Assert.False(elements.t().TryGetBytes(out var turned));
        Assert.Equal(0, turned.Length);
    }

    [Fact]
    public void Kept_memory_shows_later_changes_until_the_tensor_is_disposed_of()
    {
        var number = tensor([1]);
        var memory = number.memory;

        number.add_(1);
        Assert.Equal([2, 0, 0, 0], memory.ToArray());

        number.Dispose();
        Assert.Throws<InvalidOperationException>(() => memory.Span.Length);
        Assert.Throws<TorchException>(() => ones(2, 3).t().memory);
    }

    [Fact]
    public void Elements_can_be_overwritten_from_a_span()
    {
        var target = zeros(2, 2);
        target.CopyFrom<float>([1, 2, 3, 4]);

        Assert.Equal(tensor([1f, 2f, 3f, 4f], [2, 2]).ToArray<float>(), target.ToArray<float>());
        Assert.Throws<ArgumentException>(() => target.CopyFrom<float>([1]));
    }

    [Fact]
    public void Creation_fills_with_what_its_name_says()
    {
        Assert.Equal([0f, 0f], zeros(2).ToArray<float>());
        Assert.Equal([1L, 1L], ones(2, int64).ToArray<long>());
        Assert.Equal([2.5, 2.5], full(2, 2.5, float64).ToArray<double>());
        Assert.Equal([1f, 0f, 0f, 1f], eye(2).ToArray<float>());
        Assert.Equal([1L, 3L, 5L], arange(1, 6, step: 2).ToArray<long>());
        Assert.Equal([0f, 0.5f, 1f], linspace(0, 1, 3).ToArray<float>());
        Assert.Equal([3, 2], empty(3, 2).shape);
        Assert.Equal([7f, 7f], full_like(zeros(2), 7).ToArray<float>());
        Assert.Equal([1L, 2L, 3L], tensor(new List<long> { 1, 2, 3 }).ToArray<long>());
        Assert.Equal([2, 1, 2], tensor(new[, ,] { { { 1, 2 } }, { { 3, 4 } } }).shape);
    }

    [Fact]
    public void Channels_last_keeps_a_pixels_channels_side_by_side()
    {
        var images = arange(2 * 3 * 4 * 5).reshape(2, 3, 4, 5).to(float32);
        var last = images.to(channels_last);

        Assert.Equal([60, 1, 15, 3], last.strides);
        Assert.True(last.is_contiguous(channels_last));
        Assert.False(last.is_contiguous());
        Assert.True(last.equal(images));
        Assert.Equal([60, 1, 15, 3], images.contiguous(channels_last).strides);
        Assert.Equal([60, 1, 15, 3], (last + 1).relu().strides);
    }

    [Fact]
    public void Arithmetic_takes_tensors_and_numbers_on_either_side()
    {
        var x = tensor([2f, 4f]);

        Assert.Equal([3f, 5f], (x + 1).ToArray<float>());
        Assert.Equal([-1f, -3f], (1 - x).ToArray<float>());
        Assert.Equal([0.5f, 0.25f], (1 / x).ToArray<float>());
        Assert.Equal([4f, 16f], (x * x).ToArray<float>());
        Assert.Equal([-2f, -4f], (-x).ToArray<float>());
        Assert.Equal([1f, 2f], (x / 2.0).ToArray<float>());
        Assert.Equal([2f, 1f], (x % 3).ToArray<float>());
        Assert.Equal([false, true], (x > 3).ToArray<bool>());
        Assert.Equal([true, true], (x <= tensor([2f, 5f])).ToArray<bool>());
        Assert.Equal([true, false], ((x > 3) ^ (x > 0)).ToArray<bool>());
        Assert.Equal([7f, 14f], x.add(x, 2.5).ToArray<float>());
        Assert.Equal([0f, 1f], x.floor_divide(3).ToArray<float>());
    }

    [Fact]
    public void In_place_forms_return_the_same_object()
    {
        var x = tensor([1f, 4f]);

        Assert.Same(x, x.mul_(4).sqrt_().sub_(1).add_(x, 0.5).clamp_(0, 4));
        Assert.Equal([1.5f, 4f], x.ToArray<float>());
    }

    [Fact]
    public void Reductions_agree_with_sums_done_by_hand()
    {
        var x = tensor([1f, 2f, 3f, 6f], [2, 2]);

        Assert.Equal(12f, x.sum().item<float>());
        Assert.Equal([4f, 8f], x.sum(0).ToArray<float>());
        Assert.Equal([1.5f, 4.5f], x.mean(1).ToArray<float>());

        // Deviations -2, -1, 0, 3: squares add up to 14.
        Assert.Equal(14f / 3, x.var().item<float>(), 5);
        Assert.Equal(14f / 4, x.var(unbiased: false).item<float>(), 5);
        Assert.Equal(MathF.Sqrt(50), x.norm().item<float>(), 5);
        Assert.Equal(3, x.argmax().item<long>());
        Assert.Equal([1L, 1L], x.argmax(1).ToArray<long>());
        var (values, indexes) = x.max(0);
        Assert.Equal([3f, 6f], values.ToArray<float>());
        Assert.Equal([1L, 1L], indexes.ToArray<long>());
        Assert.Equal([6f, 3f], x.flatten().topk(2).values.ToArray<float>());
        Assert.Equal([3L, 2L, 1L, 0L], x.flatten().sort(descending: true).Indices.ToArray<long>());
        Assert.Equal([1f, 3f, 6f, 12f], x.flatten().cumsum(0).ToArray<float>());
        Assert.Equal([0L, 2L, 1L], tensor([1L, 1L, 2L]).bincount().ToArray<long>());
        Assert.True((x > 0).all().item<bool>());
        Assert.False((x > 6).any().item<bool>());
        Assert.Equal(MathF.Log(MathF.Exp(1) + MathF.Exp(2)), x[0].logsumexp(0).item<float>(), 5);
        Assert.Equal([1f, 1f], x.softmax(1).sum(1).ToArray<float>());
    }

    [Fact]
    public void Shapes_change_without_touching_elements()
    {
        var x = arange(6).view(2, 3);

        Assert.Equal([3, 2], x.t().shape);
        Assert.Equal([1, 2, 3], x.unsqueeze(0).shape);
        Assert.Equal([2, 3], x.unsqueeze(0).squeeze(0).shape);
        Assert.Equal([4, 2, 3], x.expand(4, 2, 3).shape);
        Assert.Equal([2, 6], x.repeat(1, 2).shape);
        Assert.Equal([2L, 1L, 0L, 5L, 4L, 3L], x.flip(1).ToArray<long>());
        Assert.Equal([2L, 0L, 1L, 5L, 3L, 4L], x.roll(1, 1).ToArray<long>());
        Assert.Equal([3, 1, 2], x.unsqueeze(1).permute(2, 1, 0).shape);
        Assert.Equal([[2L, 5L], [0L, 1L, 3L, 4L]], x.split([2, 1], 1).Select(part => part.ToArray<long>()).Reverse());
        Assert.Equal([6, 3], cat([x, x, x]).shape);
        Assert.Equal([2, 3, 2], stack([x, x], -1).shape);
    }

    [Fact]
    public void Products_agree_with_sums_done_by_hand()
    {
        var (left, right) = (tensor([1f, 2f, 3f, 4f], [2, 2]), tensor([5f, 6f, 7f, 8f], [2, 2]));

        Assert.Equal([19f, 22f, 43f, 50f], left.matmul(right).ToArray<float>());
        Assert.Equal([19f, 22f, 43f, 50f], einsum("ij,jk->ik", left, right).ToArray<float>());
        Assert.Equal([19f, 22f, 43f, 50f], left.unsqueeze(0).bmm(right.unsqueeze(0)).ToArray<float>());
        Assert.Equal(70f, left.flatten().dot(right.flatten()).item<float>());
    }

    [Fact]
    public void Elements_are_chosen_by_indices_masks_and_conditions()
    {
        var x = tensor([10f, 20f, 30f, 40f], [2, 2]);

        Assert.Equal([20f, 10f], x.index_select(1, tensor([1L, 0L]))[0].ToArray<float>());
        Assert.Equal([20f, 30f], x.gather(1, tensor([1L, 0L], [2, 1])).ToArray<float>());
        Assert.Equal([30f, 40f], x.masked_select(x > 25).ToArray<float>());
        Assert.Equal([10f, 20f, 0f, 0f], x.masked_fill(x > 25, 0).ToArray<float>());
        Assert.Equal([-1f, -1f, 30f, 40f], where(x > 25, x, -1).ToArray<float>());
        Assert.Equal([0f, 10f, 20f, 0f], zeros(2, 2).scatter(1, tensor([1L, 0L], [2, 1]), tensor([10f, 20f], [2, 1])).ToArray<float>());
        Assert.Equal([0L, 1L, 1L, 0L], one_hot(tensor([1L, 0L])).ToArray<long>());
    }

    [Fact]
    public void Comparisons_as_a_whole_give_one_answer()
    {
        var x = tensor([1f, float.NaN]);

        Assert.True(ones(2).equal(ones(2)));
        Assert.False(x.equal(x));
        Assert.False(x.allclose(x));
        Assert.True(x.allclose(x, equal_nan: true));
        Assert.Equal([false, true], x.isnan().ToArray<bool>());
        Assert.Equal([true, false], x.isfinite().ToArray<bool>());
    }

    [Fact]
    public void Conversion_copies_only_what_must_change()
    {
        var x = tensor([1.7f, -1.7f]);

        Assert.Equal([1L, -1L], x.to(int64).ToArray<long>());
        x.to(float32).add_(1);
        Assert.Equal(2.7f, x[0].item<float>());
        x.to(float32, copy: true).add_(1);
        Assert.Equal(2.7f, x[0].item<float>());
        var taken = x.to(float64, disposeAfter: true);
        Assert.True(x.IsInvalid);
        Assert.Equal(float64, taken.dtype);
    }

    [Fact]
    public void Foreach_changes_every_tensor_of_a_list()
    {
        Tensor[] weights = [ones(2), full(3, 2.0)];
        Tensor[] grads = [full(2, 10.0), full(3, 100.0)];
        _foreach_add_(weights, grads, -0.5);
        _foreach_mul_(weights, [2.0, 1.0]);

        Assert.Equal([-8f, -8f], weights[0].ToArray<float>());
        Assert.Equal([-48f, -48f, -48f], weights[1].ToArray<float>());
    }

    [Fact]
    public void Shapes_without_data_are_computed_on_the_meta_device() =>
        Assert.Equal([1L << 20, 1L << 20], empty([1L << 20, 8], device: META).matmul(empty([8, 1L << 20], device: META)).shape);

    [Fact]
    public void A_literal_zero_is_a_dimension_or_a_length_and_never_a_type()
    {
        Assert.Equal(float32, ones(2, 3).sum(0).dtype);
        Assert.Equal([3], ones(2, 3).sum(0).shape);
        Assert.Equal(float32, torch.sum(ones(2, 3), 0).dtype);
        Assert.Equal(float32, ones(2, 3).mean(0).dtype);
        Assert.Equal(float32, ones(2, 3).prod(0).dtype);
        Assert.Equal([3, 0], zeros(3, 0).shape);
        Assert.Equal([2, 3], full(2, 3, 0).shape);
        Assert.Equal([0], zeros(0, 3).view(0).shape);
        Assert.Equal([5L, 4L], arange(5, 3, -1).ToArray<long>());
        Assert.Empty(arange(0, 0).ToArray<long>());
    }

    [Fact]
    public void A_whole_number_that_does_not_fit_is_told() =>
        Assert.Throws<OverflowException>(() => tensor(300L).item<byte>());
}
