using Reproducible.Recording.TensorBoard.Messages;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Recording.TensorBoard;

/// <summary>The event file of one run.</summary>
internal static class RunEvents
{
    public const string ConfusionTag = "test/confusion";

    /// <summary>The same bytes for the same run. An epoch's time is reckoned from the receipt: training as long for each step.</summary>
    public static byte[] Of(string experiment, RunRecord run, bool histograms)
    {
        var (receipt, steps) = (run.Receipt, run.Epochs is [.., var last] ? last.Steps : 0);
        var end = receipt.StartedAt.AddSeconds(receipt.TotalSeconds);
        using var file = new EventFile(receipt.StartedAt);
        file.Add(0, receipt.StartedAt, HyperParameters.Start(experiment, run));
        foreach (var epoch in run.Epochs)
        {
            file.Add(epoch.Steps, TimeOf(epoch.Steps), Scalars.Of(epoch));
        }

        file.Add(steps, end, Scalars.Of(receipt));
        foreach (var picture in Pictures(run))
        {
            file.Add(steps, end, picture);
        }

        foreach (var (step, gradient) in histograms ? Gradients(run) : [])
        {
            file.Add(step, TimeOf(step), gradient);
        }

        foreach (var weights in histograms ? Weights(run) : [])
        {
            file.Add(steps, end, weights);
        }

        file.Add(steps, end, HyperParameters.End(receipt));

        return file.ToArray();

        DateTimeOffset TimeOf(long step) => receipt.StartedAt.AddSeconds(receipt.TrainSeconds * step / steps);
    }

    private static IEnumerable<Summary.Types.Value> Pictures(RunRecord run) =>
        run.Receipt.Test is { Confusion.Count: > 0 } test ? [ConfusionPicture.Of(ConfusionTag, test.Confusion, run.Spec.Dataset)] : [];

    private static IEnumerable<(long Step, Summary.Types.Value Value)> Gradients(RunRecord run) =>
        Path.Combine(run.Folder, RunFiles.Gradients) is var path && File.Exists(path)
            ? GradientTable.Read(path).Select(row => (row.Step, Histograms.Of($"gradients/{row.Weight}", row.Gradient)))
            : [];

    private static IEnumerable<Summary.Types.Value> Weights(RunRecord run) =>
        Path.Combine(run.Folder, RunFiles.Weights) is var path && File.Exists(path)
            ? from tensor in WeightFile.Read(path)
              where !tensor.Name.StartsWith(RunFiles.TransformPrefix, StringComparison.Ordinal)
              let histogram = Histogram.Of(tensor.Values)
              where histogram is not null
              select Histograms.Of($"weights/{tensor.Name}", histogram)
            : [];
}
