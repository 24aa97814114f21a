using System.Runtime.CompilerServices;
using System.Text;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Interop;

/// <summary>Arguments of C# as values of the boundary, without allocating.</summary>
internal static unsafe class Lowering
{
    /// <summary>Writes arguments as the shim reads them; lists and texts go one after another into <paramref name="slots"/>.</summary>
    /// <param name="arguments">What the operator is called with; the caller keeps it alive until the call is over.</param>
    /// <param name="values">Room for as many values as arguments.</param>
    /// <param name="slots">Room for the sum of <see cref="Arg.Slots"/>.</param>
    internal static void Lower(ReadOnlySpan<Arg> arguments, NativeValue* values, long* slots)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            ref readonly var argument = ref arguments[i];
            ref var value = ref values[i];
            value.Tag = argument.Tag;
            value.Count = 1;
            switch (argument.Tag)
            {
                case Tag.Tensor:
                    value.Bits = Unsafe.As<Tensor>(argument.Reference!).Handle;
                    break;
                case Tag.Generator:
                    value.Bits = Unsafe.As<Generator>(argument.Reference!).Handle;
                    break;
                case Tag.IntList or Tag.DoubleList or Tag.BoolList or Tag.TensorList or Tag.String:
                    value.Bits = (long)slots;
                    value.Count = Copy(argument, slots);
                    slots += argument.Slots;
                    break;
                default:
                    value.Bits = argument.Bits;
                    break;
            }
        }
    }

    private static int Copy(in Arg argument, long* slots)
    {
        switch (argument.Reference)
        {
            case string text:
                return Encoding.UTF8.GetBytes(text, new Span<byte>(slots, argument.Slots * sizeof(long)));
            case long[] numbers:
                numbers.CopyTo(new Span<long>(slots, numbers.Length));
                return numbers.Length;
            case double[] numbers:
                numbers.CopyTo(new Span<double>(slots, numbers.Length));
                return numbers.Length;
            case bool[] truths:
                for (var i = 0; i < truths.Length; i++)
                {
                    slots[i] = truths[i] ? 1 : 0;
                }

                return truths.Length;
            case HandleList handles:
                for (var i = 0; i < handles.Count; i++)
                {
                    slots[i] = handles[i];
                }

                return handles.Count;
            default:
                var tensors = (IReadOnlyList<Tensor?>)argument.Reference!;
                for (var i = 0; i < tensors.Count; i++)
                {
                    slots[i] = tensors[i]?.Handle ?? 0;
                }

                return tensors.Count;
        }
    }
}
