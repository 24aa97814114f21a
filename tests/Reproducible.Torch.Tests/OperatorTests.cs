using System.Reflection;
using Reproducible.Torch.Interop;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests;

public sealed class OperatorTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<string> Declared => [.. Fields.Select(place => $"{place.DeclaringType!.FullName}:{place.Name}")];

    private static IEnumerable<FieldInfo> Fields => typeof(Operator).Assembly.GetTypes()
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(place => place.FieldType == typeof(Operator));

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Declared))]
    public void Each_operator_is_in_the_loaded_libtorch_as_its_schema_says(string place)
    {
        var parts = place.Split(':');
        var declared = (Operator)typeof(Operator).Assembly.GetType(parts[0])!.GetField(parts[1], BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.GetValue(null)!;

        Assert.StartsWith(declared.Name + "(", declared.Resolve(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_operator_is_declared_but_as_a_static_field_where_the_walk_finds_it() =>
        Assert.DoesNotContain(
            typeof(Operator).Assembly.GetTypes().SelectMany(type => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)),
            place => place.FieldType == typeof(Operator));

    [Fact]
    public void A_wrong_shape_comes_back_as_libtorchs_words()
    {
        var refusal = Assert.Throws<TorchException>(() => ones(2, 3).matmul(ones(2, 3)));

        Assert.Equal("aten::matmul", refusal.Operation);
        Assert.Equal("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", refusal.Reason);
    }

    [Fact]
    public void An_operator_that_libtorch_lacks_is_named_with_its_schema()
    {
        var refusal = Assert.Throws<TorchException>(() => new Operator("aten::levitate(Tensor self) -> Tensor").Resolve());

        Assert.Equal($"aten::levitate: libtorch {__version__} has no such operator; expected aten::levitate(Tensor self) -> Tensor", refusal.Message);
    }

    [Theory]
    [InlineData("aten::relu(Tensor self, int extra) -> Tensor")]
    [InlineData("aten::relu(Tensor other) -> Tensor")]
    [InlineData("aten::relu(int self) -> Tensor")]
    [InlineData("aten::relu(Tensor self) -> (Tensor, Tensor)")]
    [InlineData("aten::relu(Tensor self) -> bool")]
    public void An_operator_that_changed_is_told_with_both_schemas(string expected)
    {
        var refusal = Assert.Throws<TorchException>(() => new Operator(expected).Resolve());

        Assert.Contains("has it as aten::relu(Tensor self) -> Tensor", refusal.Reason, StringComparison.Ordinal);
        Assert.Contains("expected " + expected, refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_that_is_none_is_refused() =>
        Assert.Throws<TorchException>(() => new Operator("aten::relu(Tensor").Resolve());

    [Fact]
    public void Arguments_libtorch_added_with_defaults_may_be_left_out_of_the_schema()
    {
        var add = new Operator("aten::add.Tensor(Tensor self, Tensor other) -> Tensor");

        Assert.Equal(5f, add.Call(tensor(2f), tensor(3f)).item<float>());
    }

    [Fact]
    public void A_number_that_libtorch_takes_of_any_kind_may_be_declared_whole()
    {
        var add = new Operator("aten::add.Scalar(Tensor self, int other) -> Tensor");

        Assert.Equal(5f, add.Call(tensor(2f), 3).item<float>());
    }

    [Fact]
    public void The_defaults_that_count_are_those_of_the_schema_the_call_was_written_for()
    {
        // libtorch's own default is 1: 2 + 1·3; this call was written for 2.
        var add = new Operator("aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=2) -> Tensor");

        Assert.Equal(8f, add.Call(tensor(2f), tensor(3f)).item<float>());
        Assert.Equal(8f, add.Call(tensor(2f), tensor(3f), Arg.Default).item<float>());
    }

    [Fact]
    public void Every_kind_of_argument_arrives()
    {
        var rounding = new Operator("aten::div.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor");
        var quantile = new Operator("aten::histogram.bin_ct(Tensor self, int bins=100, *, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)");
        var pooled = new Operator("aten::avg_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor");

        Assert.Equal(3f, rounding.Call(tensor(7f), 2, "floor").item<float>());
        Assert.Equal(3.5f, rounding.Call(tensor(7f), 2.0, (string?)null).item<float>());
        Assert.Equal([1f, 2f], quantile.CallTwo(tensor([0f, 3f, 4f]), 2, new double[] { 0, 4 }).First.ToArray<float>());
        Assert.Equal([1, 1, 2, 3], pooled.Call(ones(1, 1, 4, 6), (2L, 2L)).shape);
        Assert.Equal([1, 1, 3, 3], pooled.Call(ones(1, 1, 4, 6), new long[] { 2, 2 }, (1L, 2L)).shape);
        Assert.Equal([1, 1, 2, 3], pooled.Call(ones(1, 1, 4, 6), 2).shape);
    }

    [Fact]
    public void A_list_longer_than_the_stack_should_bear_arrives_whole()
    {
        var parts = Enumerable.Range(0, 3000).Select(i => tensor([(long)i])).ToArray();

        Assert.Equal(2999L * 3000 / 2, cat(parts).sum().item<long>());
    }
}
