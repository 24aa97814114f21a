using System.Runtime.InteropServices;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests.Fixtures;

/// <summary>Compares tensors by their bits: 0 and -0 differ, two NaNs may be equal.</summary>
internal static class Bits
{
    internal static void Same(Tensor expected, Tensor? actual, string what)
    {
        Assert.True(actual is not null, $"{what}: there is no tensor.");
        Assert.Equal(expected.dtype, actual.dtype);
        Assert.Equal(expected.shape, actual.shape);
        if (expected.dtype == ScalarType.Int64)
        {
            Assert.Equal(expected.ToArray<long>(), actual.ToArray<long>());
            return;
        }

        var (want, have) = (expected.ToArray<float>(), actual.ToArray<float>());
        if (!MemoryMarshal.AsBytes<float>(want).SequenceEqual(MemoryMarshal.AsBytes<float>(have)))
        {
            var different = Enumerable.Range(0, want.Length).Where(i => BitConverter.SingleToInt32Bits(want[i]) != BitConverter.SingleToInt32Bits(have[i])).ToArray();
            var first = different[0];
            Assert.Fail(FormattableString.Invariant(
                $"{what}: {different.Length} of {want.Length} elements differ; the first, [{first}], is {have[first]:G9}, Python's is {want[first]:G9}."));
        }
    }
}
