using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Unicode;

namespace Reproducible.Training;

/// <summary>
/// Random streams by counter: each use has its own seed, f(run seed, purpose, epoch, step). No generator's state needs saving, and a
/// use that is added later changes no other.
/// </summary>
public static class Streams
{
    /// <summary>The labelled examples of a run, and the held-out validation examples.</summary>
    public const string Labels = "labels";

    /// <summary>Weights before learning: backbone, then heads.</summary>
    public const string Weights = "weights";

    /// <summary>The order of examples in an epoch.</summary>
    public const string Order = "order";

    /// <summary>The order of a source's examples that are replayed.</summary>
    public const string Replay = "replay";

    /// <summary>Mirrors and shifts of a step's images.</summary>
    public const string Augmentation = "augmentation";

    /// <summary>Dropout in a step, and whatever else draws from libtorch's default generator.</summary>
    public const string Dropout = "dropout";

    /// <summary>The seed of one stream: the first 8 bytes, little-endian without the sign bit, of SHA-256 over "seed/purpose/epoch/step".</summary>
    /// <returns>0 to 2^63-1.</returns>
    public static long Seed(int seed, string purpose, long epoch = 0, long step = 0)
    {
        // Three numbers and their strokes take 51 characters at most.
        Span<byte> text = stackalloc byte[64 + purpose.Length];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Utf8.TryWrite(text, CultureInfo.InvariantCulture, $"{seed}/{purpose}/{epoch}/{step}", out var length);
        SHA256.HashData(text[..length], hash);

        return BinaryPrimitives.ReadInt64LittleEndian(hash) & long.MaxValue;
    }

    /// <summary>Shuffles in place: Fisher and Yates, drawing from SplitMix64 (Steele et al., OOPSLA 2014), the same on every platform.</summary>
    public static void Shuffle(Span<int> items, long seed)
    {
        var state = (ulong)seed;
        for (var last = items.Length - 1; last > 0; last--)
        {
            state += 0x9E3779B97F4A7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            mixed ^= mixed >> 31;

            // The high half of a 64 × 32 bit product: off an even draw by less than 2^-32.
            var other = (int)Math.BigMul(mixed, (ulong)last + 1, out _);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }
}
