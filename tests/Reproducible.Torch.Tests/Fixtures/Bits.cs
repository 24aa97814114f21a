using System.Runtime.InteropServices;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests.Fixtures;

/// <summary>Compares tensors by their bits: 0 and -0 differ, two NaNs may be equal.</summary>
internal static class Bits
{
    // Of a tensor's largest number. Twenty training steps on libtorch 2.6 end 4e-6 from 1.13's, because its operators add up in another order.
    private const float Near = 1e-4f;

    /// <summary>Python's number is ours, bit for bit, where Python's numbers on the engine that is loaded are stored. On another they must be near, and the test is skipped if bits differ.</summary>
    internal static void Pythons(Tensor expected, Tensor? actual, string what)
    {
        if (!FixtureEngine.IsStored && actual is not null && expected.dtype == ScalarType.Float32 && actual.dtype == expected.dtype && expected.shape.SequenceEqual(actual.shape))
        {
            var (want, have) = (expected.ToArray<float>(), actual.ToArray<float>());
            var apart = want.Zip(have, (one, other) => Math.Abs(one - other)).DefaultIfEmpty(0).Max();
            Assert.SkipWhen(apart > 0 && apart <= Near * want.Max(Math.Abs), FormattableString.Invariant(
                $"{what}: off by {apart:G3}. Python's numbers on {FixtureEngine.Name} are not stored; make_fixtures.py --beside writes them."));
        }

        Same(expected, actual, what);
    }

    internal static void Same(Tensor expected, Tensor? actual, string what)
    {
        Assert.True(actual is not null, $"{what}: there is no tensor.");
        Assert.Equal(expected.dtype, actual.dtype);
        Assert.Equal(expected.shape, actual.shape);
        switch (expected.dtype)
        {
            case ScalarType.Int64: Same<long>(expected, actual, what); break;
            case ScalarType.Float64: Same<double>(expected, actual, what); break;
            default: Same<float>(expected, actual, what); break;
        }
    }

    private static void Same<T>(Tensor expected, Tensor actual, string what)
        where T : unmanaged
    {
        var (want, have) = (expected.ToArray<T>(), actual.ToArray<T>());
        if (!MemoryMarshal.AsBytes<T>(want).SequenceEqual(MemoryMarshal.AsBytes<T>(have)))
        {
            var different = Enumerable.Range(0, want.Length).Where(i => !MemoryMarshal.AsBytes(want.AsSpan(i, 1)).SequenceEqual(MemoryMarshal.AsBytes(have.AsSpan(i, 1)))).ToArray();
            var first = different[0];
            Assert.Fail(FormattableString.Invariant(
                $"{what}: {different.Length} of {want.Length} elements differ; the first, [{first}], is {have[first]}, expected {want[first]}."));
        }
    }
}
