namespace Reproducible.Runs;

/// <summary>What a finished run needed that was asked the same as another, but for the seed.</summary>
/// <param name="Seconds">From start to end in its worker; 0: not known.</param>
/// <param name="PeakMemoryBytes">Of its worker; 0: not known.</param>
/// <param name="PeakGpuMemoryBytes">Of its worker on the GPU; 0: not known, or there was none.</param>
public sealed record EarlierRun(double Seconds, long PeakMemoryBytes, long PeakGpuMemoryBytes)
{
    /// <summary>As a receipt states it. A run that was taken up again counts with all its training.</summary>
    public static EarlierRun Of(Receipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);

        return new(Math.Max(receipt.TotalSeconds, receipt.TrainSeconds), receipt.PeakMemoryBytes, receipt.PeakGpuMemoryBytes ?? 0);
    }
}
