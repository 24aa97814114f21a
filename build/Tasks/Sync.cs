using Reproducible.Build.Documents;
using Reproducible.Frosting;

namespace Reproducible.Build.Tasks;

/// <summary>Everything the store holds is in MLflow afterwards, once; can be killed and repeated at any moment. Runs nothing.</summary>
[TaskDescription("Sends to MLflow what is missing there: after an outage, or to a fresh server; --mlflow=URI, --experiment=NAME.")]
public sealed class Sync : AsyncFrostingTask<BuildContext>
{
    private const int Shown = 5;

    // Somebody asked for all of it, and a busy server does answer in the end.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        using var mlflow = Sinks.MlflowOf(context.Settings, Patience);
        var report = await mlflow.SyncAsync(context.Experiments, context.Settings.Experiment, Console.WriteLine, CancellationToken.None).ConfigureAwait(false);
        context.Settings.Json.Add("sync", () => SyncSection.Of(report));
        foreach (var reason in report.Unreadable.Take(Shown))
        {
            Console.WriteLine($"left out: {reason}");
        }

        if (report.Unreadable.Count > Shown)
        {
            Console.WriteLine($"left out: {report.Unreadable.Count - Shown} more; `dotnet cake --target=Doctor` names them.");
        }

        Console.WriteLine($"{mlflow.Name}: {report.Runs} runs, {report.Sent} sent now, {report.Missing} missing; {report.Ended} that a dead process had left running are KILLED");
        if (report.Missing > 0 || report.Problems.Count > 0)
        {
            throw new ReproducibleException($"Not all is there. {string.Join(" ", report.Problems.Distinct())}", "Then repeat the command: it sends what is missing, and nothing twice.");
        }
    }
}
