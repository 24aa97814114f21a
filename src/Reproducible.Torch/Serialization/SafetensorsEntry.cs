using static Reproducible.Torch.torch;

namespace Reproducible.Torch;

/// <summary>One tensor of a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Type of its elements.</param>
/// <param name="Shape">Length of each dimension.</param>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="End">First byte after it.</param>
internal sealed record SafetensorsEntry(string Name, ScalarType Type, long[] Shape, long Begin, long End)
{
    /// <summary>Bytes that type and shape ask for; null where 63 bits can't say it.</summary>
    internal long? Bytes()
    {
        // Zero times anything is zero, also where the other lengths alone would overflow.
        if (Shape.Contains(0))
        {
            return 0;
        }

        var bytes = (UInt128)ElementTypes.SizeOf(Type)!.Value;
        foreach (var length in Shape)
        {
            bytes *= (ulong)length;
            if (bytes > long.MaxValue)
            {
                return null;
            }
        }

        return (long)bytes;
    }
}
