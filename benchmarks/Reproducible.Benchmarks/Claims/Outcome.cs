using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Claims;

/// <summary>What came of a claim.</summary>
/// <param name="Findings">Empty when it was not measured.</param>
/// <param name="NotMeasured">Why not; null: it was.</param>
/// <param name="Failed">Whether something is missing or broken; a claim that nobody asked for is neither.</param>
/// <param name="Seconds">That it took.</param>
internal sealed record Outcome(IClaim Claim, IReadOnlyList<Finding> Findings, string? NotMeasured, bool Failed, double Seconds)
{
    /// <summary>Measures a claim, whatever happens.</summary>
    /// <exception cref="OperationCanceledException">The call is to end.</exception>
    public static async Task<Outcome> OfAsync(IClaim claim, Bench bench, CancellationToken cancel)
    {
        if (claim.NotAsked(bench.Settings) is { } reason)
        {
            return new(claim, [], reason, Failed: false, Seconds: 0);
        }

        var watch = System.Diagnostics.Stopwatch.StartNew();
        try
        {
            return new(claim, await claim.MeasureAsync(bench, cancel).ConfigureAwait(false), null, Failed: false, watch.Elapsed.TotalSeconds);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // One claim less; the others are measured all the same.
            return new(claim, [], fault is ReproducibleException ? fault.Message : fault.ToString(), Failed: true, watch.Elapsed.TotalSeconds);
        }
    }
}
