using System.Globalization;
using Reproducible.Traces;

namespace Reproducible.Verification;

/// <summary>A comparison in words.</summary>
public static class ComparisonText
{
    /// <summary>The verdict, and for runs that differ: where they part, by how much, and the causes in order.</summary>
    public static IEnumerable<string> Lines(RunComparison comparison)
    {
        yield return comparison.Sameness switch
        {
            Sameness.Identical => $"identical bit for bit: {comparison.Recorded.Settings.Count} settings, each loss, each weight hash, each metric",
            Sameness.WithinTolerance => Text($"same within tolerance: test accuracy within {comparison.AccuracyTolerance:0.0000} (95 % sampling noise of the test split), first loss within 1e-4 of itself"),
            _ => "different",
        };
        if (comparison.Trace.First is { } first)
        {
            yield return $"  {Where(first)}";
            if (first.Tensor is { } tensor)
            {
                yield return Text($"  first tensor that differs: {tensor}{(first.TensorStep is { } step ? Text($", hashed after step {step}") : "")}");
            }

            yield return Text($"  largest difference of a loss: {comparison.Trace.LargestLossDifference:G4}");
        }

        foreach (var (name, was, now) in comparison.Metrics.Where(metric => !metric.Was.Equals(metric.Now)))
        {
            yield return Text($"  test {name}: {was:0.000000} → {now:0.000000} ({Signed(now - was)})");
        }

        if (comparison.Sameness == Sameness.Identical)
        {
            foreach (var difference in comparison.Causes)
            {
                yield return $"  although {difference}";
            }

            yield break;
        }

        foreach (var cause in comparison.Causes.DefaultIfEmpty("nondeterminism: same key, different bits"))
        {
            yield return $"  cause: {cause}";
        }
    }

    // What six digits would show as nothing is shown by its size.
    private static string Signed(double difference) =>
        difference.ToString(Math.Abs(difference) < 5e-7 ? "+0.0e+0;-0.0e+0" : "+0.000000;-0.000000", CultureInfo.InvariantCulture);

    private static string Where(TraceDifference first) => first.Cause switch
    {
        TraceCause.StartWeights => "they differ before the first step: other start weights",
        TraceCause.Tensors => "they differ before the first step: other tensors learn",
        TraceCause.Batch => Text($"first step that differs: {first.Step}; other examples were drawn (order of examples){Losses(first)}"),
        TraceCause.Input => Text($"first step that differs: {first.Step}; the same examples, other images (augmentation){Losses(first)}"),
        TraceCause.LearningRate => Text($"first step that differs: {first.Step}; another learning rate{Losses(first)}"),
        TraceCause.Loss => Text($"first step that differs: {first.Step}; the same examples, another loss{Losses(first)}"),
        TraceCause.Weights => Text($"first step that differs: {first.Step}; the same loss, other weights after it"),
        TraceCause.Length => Text($"they are the same up to step {first.Step - 1}, where one ends"),
        _ => Text($"first step that differs: {first.Step}"),
    };

    private static string Losses(TraceDifference first) =>
        first is { RecordedLoss: { } was, Loss: { } now } ? Text($"; loss {was:G9} (0x{BitConverter.SingleToUInt32Bits(was):x8}) → {now:G9} (0x{BitConverter.SingleToUInt32Bits(now):x8})") : "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
