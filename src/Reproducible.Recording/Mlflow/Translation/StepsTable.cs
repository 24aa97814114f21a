using System.Globalization;
using System.Text;
using Reproducible.Recording.Mlflow.Rest;
using Reproducible.Traces;

namespace Reproducible.Recording.Mlflow.Translation;

/// <summary>steps.csv: what the trace says of each step, for people. As metrics, a few such runs would make MLflow's pages unusable.</summary>
internal static class StepsTable
{
    public const string Name = "steps.csv";

    /// <summary>The table as an artifact.</summary>
    /// <param name="trace">Absolute path of a trace.</param>
    public static MlflowArtifact Of(string trace) => MlflowArtifact.Text(Name, Text(trace));

    private static string Text(string path)
    {
        var text = new StringBuilder("step,epoch,loss,learning_rate\n");
        try
        {
            foreach (var step in Trace.Read(path).Steps)
            {
                text.Append(CultureInfo.InvariantCulture, $"{step.Step},{step.Epoch},{step.Loss:R},{step.LearningRate:R}\n");
            }
        }
        catch (ReproducibleException fault)
        {
            // The trace itself goes along as it is; here stands why it cannot be read.
            text.Append(CultureInfo.InvariantCulture, $"# {fault.Problem}\n");
        }

        return text.ToString();
    }
}
