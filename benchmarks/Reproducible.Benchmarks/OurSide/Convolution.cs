namespace Reproducible.Benchmarks.OurSide;

/// <summary>A convolution without bias, as its work is counted.</summary>
/// <param name="Kernel">Side of the square kernel.</param>
/// <param name="Side">Of the square image that it gives.</param>
internal sealed record Convolution(int Channels, int Outputs, int Kernel, int Side)
{
    /// <summary>Multiplications of one image's forward pass, each with its addition.</summary>
    public long Products => (long)Kernel * Kernel * Channels * Outputs * Side * Side;

    /// <summary>Numbers that it gives for one image.</summary>
    public long Elements => (long)Outputs * Side * Side;
}
