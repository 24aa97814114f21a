using Reproducible.Runs;

namespace Reproducible.Execution;

/// <summary>About how long a plan takes.</summary>
public static class PlanTime
{
    /// <summary>Until the last run ends, if all go well; zero when nothing is to do.</summary>
    /// <param name="workers">Worker processes at once, at least 1.</param>
    public static TimeSpan Of(Plan plan, int workers)
    {
        ArgumentNullException.ThrowIfNull(plan);

        return TimeSpan.FromSeconds(CriticalPath.Makespan([.. plan.Runs.Where(run => run.Stored is null)], new Estimates(plan.Runs).SecondsOf, [], workers));
    }
}
