using Reproducible.Frosting;

namespace Reproducible.Build.Tasks;

/// <summary>The page that people read. Reads the store, executes nothing.</summary>
[TaskDescription("Writes results/report/index.html and each summary.md from what the store holds; runs nothing.")]
public sealed class Report : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        return context.WriteReportAsync();
    }
}
