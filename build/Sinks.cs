using Reproducible.Recording.Csv;
using Reproducible.Recording.Mlflow;
using Reproducible.Runs;

namespace Reproducible.Build;

/// <summary>Where results are written besides the store. A sink that fails is said, and costs nothing else.</summary>
internal static class Sinks
{
    public static async Task WriteAsync(BuildSettings settings, ExperimentResult result)
    {
        foreach (var make in new Func<IRunSink>[]
        {
            () => new CsvSink(settings.Lab.Results),
            () => MlflowSink.For(settings.Mlflow, settings.Root, settings.Lab.Results),
        })
        {
            try
            {
                await make().WriteAsync(result, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception fault)
            {
                Console.WriteLine($"{result.Name} is in the store, but: {fault.Message}");
            }
        }
    }
}
