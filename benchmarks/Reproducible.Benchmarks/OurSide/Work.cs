namespace Reproducible.Benchmarks.OurSide;

/// <summary>
/// What one image's training step takes at least, counted by hand: convolutions alone, which are more than 99 % of the products. Forward; the
/// gradient of the weights, as many products again; the gradient of the input, as many again but for the first layer, whose input learns nothing.
/// </summary>
/// <param name="Layers">In their order.</param>
internal sealed record Work(IReadOnlyList<Convolution> Layers)
{
    /// <summary>
    /// Images of 28 × 28, width 16. Products of the forward pass: 9·1·16·28² = 112,896; 9·16·16·28² = 1,806,336; 9·16·32·14² = 903,168;
    /// 9·32·32·14² = 1,806,336; 9·32·64·7² = 903,168; in all 5,531,904. A step: 3 · 5,531,904 - 112,896 = 16,482,816 products, 32,965,632 operations.
    /// </summary>
    public static Work SmallCnn { get; } = new([new(1, 16, 3, 28), new(16, 16, 3, 28), new(16, 32, 3, 14), new(32, 32, 3, 14), new(32, 64, 3, 7)]);

    /// <summary>
    /// Images of 28 × 28, width 16, two blocks a stage. Products: 112,896; four of 16 to 16 at 28², one of 16 to 32 and three of 32 to 32 at 14²,
    /// one of 32 to 64 and three of 64 to 64 at 7²: 10 · 1,806,336 + 2 · 903,168; two shortcuts, 16·32·14² = 32·64·7² = 100,352; in all 20,183,296.
    /// A step: 3 · 20,183,296 - 112,896 = 60,436,992 products, 120,873,984 operations.
    /// </summary>
    public static Work ResidualNet { get; } = new(
    [
        new(1, 16, 3, 28),
        new(16, 16, 3, 28), new(16, 16, 3, 28), new(16, 16, 3, 28), new(16, 16, 3, 28),
        new(16, 32, 3, 14), new(32, 32, 3, 14), new(16, 32, 1, 14), new(32, 32, 3, 14), new(32, 32, 3, 14),
        new(32, 64, 3, 7), new(64, 64, 3, 7), new(32, 64, 1, 7), new(64, 64, 3, 7), new(64, 64, 3, 7),
    ]);

    /// <summary>Floating-point operations of one image's step, two a product.</summary>
    public double Operations => 2.0 * ((3 * Layers.Sum(layer => layer.Products)) - Layers[0].Products);

    /// <summary>
    /// Bytes of one image's step that cross a device's memory where normalisation and ReLU are one kernel and nothing stays in a cache. Each
    /// number that a convolution gives crosses eleven times: written by it, read, normalised and written, read by the next; backward the
    /// gradient and the saved number are read and a gradient is written, for the convolution its gradient is read twice, its input read once,
    /// the input's gradient written.
    /// </summary>
    public double Bytes => 11.0 * sizeof(float) * Layers.Sum(layer => layer.Elements);
}
