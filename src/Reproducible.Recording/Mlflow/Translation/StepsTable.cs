using System.Globalization;
using System.Text;
using Reproducible.Recording.Mlflow.Rest;
using Reproducible.Recording.Mlflow.Shipping;
using Reproducible.Store;
using Reproducible.Traces;

namespace Reproducible.Recording.Mlflow.Translation;

/// <summary>
/// steps.csv: what the traces of a group's seeds say of each step, for people. As metrics, a few such runs would make MLflow's pages unusable;
/// as a file of each run, a tenth of what a server computes for it would go into this one.
/// </summary>
internal static class StepsTable
{
    public const string Name = "steps.csv";

    /// <summary>The table as an artifact; null where no run has a trace.</summary>
    public static MlflowArtifact? Of(SeedGroup group)
    {
        var text = new StringBuilder();
        foreach (var run in group.Runs)
        {
            if (Path.Combine(run.Folder, RunFiles.Trace) is var trace && File.Exists(trace))
            {
                Append(text, run.Seed, trace);
            }
        }

        return text.Length == 0 ? null : MlflowArtifact.Text(Name, $"seed,step,epoch,loss,learning_rate\n{text}");
    }

    private static void Append(StringBuilder text, int seed, string trace)
    {
        try
        {
            foreach (var step in Trace.Read(trace).Steps)
            {
                text.Append(CultureInfo.InvariantCulture, $"{seed},{step.Step},{step.Epoch},{step.Loss:R},{step.LearningRate:R}\n");
            }
        }
        catch (ReproducibleException fault)
        {
            // In the place of the seed's rows: why there are none.
            text.Append(CultureInfo.InvariantCulture, $"# seed {seed}: {fault.Problem}\n");
        }
    }
}
