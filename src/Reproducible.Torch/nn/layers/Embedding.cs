using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>A learned row for each number. The rows begin standard normal, as PyTorch draws them; the padding row at 0.</summary>
public sealed class Embedding : nn.Module<Tensor, Tensor>
{
    private readonly long? padding;
    private readonly double? max_norm;
    private readonly double norm_type;
    private readonly bool byFrequency;
    private readonly bool sparse;

    internal Embedding(long rows, long width, long? padding, double? max_norm, double norm_type, bool byFrequency, bool sparse,
        Device? device, ScalarType? dtype)
        : base(nameof(Embedding))
    {
        Check.Positive(rows);
        Check.Positive(width);
        if (padding < -rows || padding >= rows)
        {
            throw new ArgumentException($"padding_idx is {padding}, the table has {rows} rows: give a number from {-rows} to {rows - 1}.");
        }

        this.padding = padding < 0 ? padding + rows : padding;
        (this.max_norm, this.norm_type, this.byFrequency, this.sparse) = (max_norm, norm_type, byFrequency, sparse);
        weight = Fresh.Parameter([rows, width], device, dtype);
        nn.init.normal_(weight);
        if (this.padding is { } row)
        {
            using var frozen = no_grad();
            using var padded = weight.select(0, row);
            padded.zero_();
        }

        register_parameter(nameof(weight), weight);
    }

    /// <summary>Shape [rows, width].</summary>
    public Parameter weight { get; }

    /// <param name="input">Row numbers, Int64, any shape.</param>
    /// <returns>The input's shape, then [width].</returns>
    public override Tensor forward(Tensor input) =>
        nn.functional.embedding(input, weight, padding, max_norm, norm_type, byFrequency, sparse);
}
