namespace Reproducible.Traces;

/// <summary>Two traces laid side by side.</summary>
/// <param name="First">The first difference; null when all steps, hashes and ends are alike bit for bit.</param>
/// <param name="LargestLossDifference">Over the steps that both have, absolute; infinite where one loss is no number and the other has other bits; 0 when all are alike.</param>
public sealed record TraceComparison(TraceDifference? First, double LargestLossDifference)
{
    /// <summary>Compares a run's trace with the one of the run executed again; their run ids do not matter.</summary>
    public static TraceComparison Of(Trace recorded, Trace again)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        ArgumentNullException.ThrowIfNull(again);
        return new TraceComparison(new TracePair(recorded, again).First(), LargestDifference(recorded.Steps, again.Steps));
    }

    private static double LargestDifference(IReadOnlyList<TraceStep> recorded, IReadOnlyList<TraceStep> again)
    {
        var largest = 0d;
        var (left, right) = (0, 0);
        while (left < recorded.Count && right < again.Count)
        {
            var (one, other) = (recorded[left], again[right]);
            if (one.Step == other.Step && !TracePair.SameBits(one.Loss, other.Loss))
            {
                var difference = Math.Abs((double)one.Loss - other.Loss);
                largest = Math.Max(largest, double.IsNaN(difference) ? double.PositiveInfinity : difference);
            }

            left += one.Step <= other.Step ? 1 : 0;
            right += other.Step <= one.Step ? 1 : 0;
        }

        return largest;
    }
}
