using System.Reflection;
using Reproducible.Torch.Interop;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests;

public class OperatorTests
{
    public static TheoryData<string> Declared => [.. Fields.Select(place => $"{place.DeclaringType!.FullName}:{place.Name}")];

    private static IEnumerable<FieldInfo> Fields => typeof(Operator).Assembly.GetTypes()
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(place => place.FieldType == typeof(Operator));

    [Theory]
    [MemberData(nameof(Declared))]
    public void Each_operator_is_in_the_loaded_libtorch_as_its_schema_says(string place)
    {
        var parts = place.Split(':');
        var declared = (Operator)typeof(Operator).Assembly.GetType(parts[0])!.GetField(parts[1], BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.GetValue(null)!;

        Assert.StartsWith(declared.Name + "(", declared.Resolve(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_shape_comes_back_as_libtorchs_words()
    {
        using var scope = NewDisposeScope();
        var refusal = Assert.Throws<TorchException>(() => ones(2, 3).matmul(ones(2, 3)));

        Assert.Equal("aten::matmul", refusal.Operation);
        Assert.Equal("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", refusal.Reason);
    }
}
