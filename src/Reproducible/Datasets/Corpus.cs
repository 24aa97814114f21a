namespace Reproducible.Datasets;

/// <summary>What a dataset's files hold, before classes are picked and splits are made.</summary>
public sealed record Corpus(Examples Train, Examples Test);

/// <summary>Images as bytes, with the original label of each.</summary>
/// <param name="Pixels">Count × channels × height × width bytes, in that order.</param>
/// <param name="Labels">One original class an image.</param>
public sealed record Examples(byte[] Pixels, byte[] Labels, int Channels, int Height, int Width)
{
    /// <summary>Bytes of one image.</summary>
    public int ImageBytes => Channels * Height * Width;

    /// <summary>Which images are of an original class, ascending.</summary>
    public int[] IndicesOf(int original) => [.. Enumerable.Range(0, Labels.Length).Where(index => Labels[index] == original)];

    /// <summary>The images at these indices, in that order.</summary>
    public Examples At(IReadOnlyList<int> indices)
    {
        var pixels = new byte[indices.Count * ImageBytes];
        for (var place = 0; place < indices.Count; place++)
        {
            Pixels.AsSpan(indices[place] * ImageBytes, ImageBytes).CopyTo(pixels.AsSpan(place * ImageBytes));
        }

        return this with { Pixels = pixels, Labels = [.. indices.Select(index => Labels[index])] };
    }
}

/// <summary>Indices into a corpus, ascending; no index of <see cref="Train"/> is in <see cref="Validation"/>.</summary>
/// <param name="Train">Into the training examples: those whose labels may be learned from.</param>
/// <param name="Validation">Into the training examples: those that are only looked at.</param>
/// <param name="Test">Into the test examples: evaluated once, after the last step.</param>
public sealed record Splits(int[] Train, int[] Validation, int[] Test);
