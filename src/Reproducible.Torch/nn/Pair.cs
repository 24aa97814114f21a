namespace Reproducible.Torch.Modules;

/// <summary>Height and width as operators take them, made once per layer and not once per call.</summary>
internal static class Pair
{
    internal static readonly long[] Ones = [1, 1];
    internal static readonly long[] Zeros = [0, 0];

    internal static long[] Of(long both) => [both, both];

    internal static long[] Of((long Height, long Width) pair) => [pair.Height, pair.Width];

    internal static long[]? OfOptional(long? both) => both is { } given ? Of(given) : null;

    internal static long[]? OfOptional((long, long)? pair) => pair is { } given ? Of(given) : null;
}
