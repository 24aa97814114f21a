using Reproducible.Runs;

namespace Reproducible.Execution;

/// <summary>
/// About how many seconds runs take. A run whose like the store holds, the same settings but the seed, takes what that one took, whatever its code
/// was. Any other takes what its <see cref="RunCost"/> says, at the pace of those that are known; failing those, at that of one core of 2023.
/// </summary>
internal sealed class Estimates
{
    // SmallCnn(16) on 28 x 28 pixels: 110 million units in 87 s.
    private const double SecondsPerUnit = 8e-7;

    // Loading and storing, whatever is learned.
    private const double Least = 0.2;

    private readonly Dictionary<string, double> seconds;

    /// <param name="runs">Of one plan, stored ones included.</param>
    public Estimates(IReadOnlyList<PlannedRun> runs)
    {
        var paces = runs.Select(run => (Known: Known(run), run.Spec)).Where(run => run.Known > 0).Select(run => run.Known!.Value / RunCost.UnitsOf(run.Spec)).Order().ToList();
        AreGrounded = paces.Count > 0;
        var pace = AreGrounded ? paces[paces.Count / 2] : SecondsPerUnit;
        seconds = runs.ToDictionary(run => run.Id, run => Known(run) is > 0 and var known ? known : Least + (pace * RunCost.UnitsOf(run.Spec)));
    }

    /// <summary>Whether the store knows how long at least one of the runs takes, so that the numbers are this machine's.</summary>
    public bool AreGrounded { get; }

    /// <summary>Above 0.</summary>
    public double SecondsOf(PlannedRun run) => seconds[run.Id];

    private static double? Known(PlannedRun run) => run.Stored is { } stored ? EarlierRun.Of(stored).Seconds : run.Earlier?.Seconds;
}
