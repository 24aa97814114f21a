using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>What frozen stages make of a split. Owns its tensor.</summary>
/// <param name="rows">As <see cref="RowsOf"/> gives them; in no dispose scope.</param>
internal sealed class SplitFeatures(Tensor rows) : IDisposable
{
    /// <summary>[count, height, width, channels], or [count, features]: contiguous, so that what belongs to an image lies together, as it is taken.</summary>
    public Tensor Rows => rows;

    /// <summary>Features as rows.</summary>
    /// <param name="features">As stages give them: [count, channels, height, width], or [count, features].</param>
    public static Tensor RowsOf(Tensor features) => (features.dim() == 4 ? features.permute(0, 2, 3, 1) : features).contiguous();

    /// <summary>A copy of the features of the images of these numbers, as stages give them.</summary>
    public Tensor At(Tensor numbers) => AsGiven(rows.index_select(0, numbers));

    /// <summary>A view of the features of a run of images.</summary>
    public Tensor Between(int start, int count) => AsGiven(rows.narrow(0, start, count));

    /// <inheritdoc/>
    public void Dispose() => rows.Dispose();

    // Channels last: what convolutions take.
    private static Tensor AsGiven(Tensor rows) => rows.dim() == 4 ? rows.permute(0, 3, 1, 2) : rows;
}
