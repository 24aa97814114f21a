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

    /// <summary>The table as an artifact, made while it is sent, a run at a time; null where no run has a trace.</summary>
    public static MlflowArtifact? Of(SeedGroup group)
    {
        var traces = group.Runs.Select(run => (run.Seed, Trace: Path.Combine(run.Folder, RunFiles.Trace))).Where(run => File.Exists(run.Trace)).ToList();
        if (traces.Count == 0)
        {
            return null;
        }

        var pieces = traces.Select(run => Rows(run.Seed, run.Trace)).Prepend("seed,step,epoch,loss,learning_rate\n").Select(Encoding.UTF8.GetBytes);
        var length = pieces.Sum(piece => (long)piece.Length);

        return new(Name, length, () => new PieceStream(pieces, length));
    }

    private static string Rows(int seed, string trace)
    {
        try
        {
            var text = new StringBuilder();
            foreach (var step in Trace.Read(trace).Steps)
            {
                text.Append(CultureInfo.InvariantCulture, $"{seed},{step.Step},{step.Epoch},{step.Loss:R},{step.LearningRate:R}\n");
            }

            return text.ToString();
        }
        catch (ReproducibleException fault)
        {
            // In the place of the seed's rows: why there are none.
            return $"# seed {seed.ToString(CultureInfo.InvariantCulture)}: {fault.Problem}\n";
        }
    }
}
