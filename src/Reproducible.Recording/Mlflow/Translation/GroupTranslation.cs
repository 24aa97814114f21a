using System.Globalization;
using System.Text;
using MathNet.Numerics.Statistics;
using Reproducible.Recording.Csv;
using Reproducible.Recording.Mlflow.Rest;
using Reproducible.Recording.Mlflow.Shipping;
using Reproducible.Runs;

namespace Reproducible.Recording.Mlflow.Translation;

/// <summary>
/// Says a group in MLflow's words: the parent run of its seeds. The verdict is a tag and a metric and no parameter: it changes as seeds are
/// added, and MLflow never changes a parameter.
/// </summary>
internal sealed class GroupTranslation(Shipment shipment, RunTags tags)
{
    private readonly IReadOnlyList<MlflowArtifact> shared = SummaryFiles.Shared(shipment);

    /// <summary>The parent while its seeds are still written: no more than that it is there.</summary>
    public MlflowRun Begun(SeedGroup group)
    {
        var name = shipment.Naming.Of(group);

        return new()
        {
            Id = group.Id,
            ReceiptSha256 = "",
            Name = name,
            Status = MlflowStatus.Running,
            StartTime = group.Runs.Min(run => run.Start),
            EndTime = group.Runs.Max(run => run.End),
            User = tags.UserOf(group.Newest.Receipt),
            Tags = tags.Of(group, name, shipment.Name, sha256: "", note: "", verdict: "", new LongValues()),
            IsSummary = true,
        };
    }

    /// <summary>SHA-256 of all that the parent says, as far as it is ours to decide.</summary>
    public string Sha256(SeedGroup group)
    {
        var text = new StringBuilder(SummaryNote.Of(shipment, group, id: "")).Append('\n');
        foreach (var run in group.Runs)
        {
            text.Append(run.ReceiptSha256).Append('\n');
        }

        foreach (var point in MetricsOf(group, new LongValues()))
        {
            text.Append(CultureInfo.InvariantCulture, $"{point.Key} {point.Value:R}\n");
        }

        foreach (var file in shared)
        {
            using var reader = new StreamReader(file.Open());
            text.Append(reader.ReadToEnd());
        }

        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The parent, with all that its seeds say together.</summary>
    /// <param name="id">MLflow's id of it.</param>
    public MlflowRun Of(SeedGroup group, string id)
    {
        var (values, begun, sha256) = (new LongValues(), Begun(group), Sha256(group));
        var parameters = group.Settings.Select(setting => values.Param(setting.Key, setting.Value)).ToList();
        var tagged = tags.Of(group, begun.Name, shipment.Name, sha256, SummaryNote.Of(shipment, group, id), SummaryTable.Text(group.Verdict), values);

        return begun with
        {
            ReceiptSha256 = sha256,
            Status = group.Tested.Count > 0 ? MlflowStatus.Finished : MlflowStatus.Failed,
            Params = parameters,
            Tags = tagged,
            Metrics = [.. MetricsOf(group, values)],
            Datasets = [DatasetInput.Of(group.Newest)],
            Artifacts = [.. shared, .. SummaryFiles.Own(group), .. values.Artifacts],
        };
    }

    // The first is what MLflow's page for comparing runs plots unasked. At step 0, for which its pages draw a bar; bounds that a single seed does not have are left out.
    private static IEnumerable<MlflowMetric> MetricsOf(SeedGroup group, LongValues values)
    {
        var end = group.Runs.Max(run => run.End);
        var accuracies = group.Tested.Select(run => run.Receipt.Test!.Accuracy).ToList();
        var (accuracy, gain) = (group.Accuracy, group.Gain);
        IEnumerable<(string Name, double? Value)> points =
        [
            ("test_accuracy_mean", accuracy?.Mean),
            ("test_accuracy_sd", accuracy is { Count: > 1 } ? accuracy.StandardDeviation : null),
            ("test_accuracy_low", accuracy?.Low),
            ("test_accuracy_high", accuracy?.High),
            ("test_accuracy_median", accuracies.Count > 0 ? accuracies.Median() : null),
            ("test_accuracy_min", accuracies.Count > 0 ? accuracies.Min() : null),
            ("test_accuracy_max", accuracies.Count > 0 ? accuracies.Max() : null),
            .. Means("", group.Tested.Select(run => run.Receipt.Test!), withAccuracy: false),
            .. group.Tested.SelectMany(run => run.Receipt.TestByTask.Keys).Distinct().Order(StringComparer.Ordinal).SelectMany(task => Means(
                $".{task}", group.Tested.Where(run => run.Receipt.TestByTask.ContainsKey(task)).Select(run => run.Receipt.TestByTask[task]), withAccuracy: true)),
            ("gain_mean", gain?.Mean),
            ("gain_low", gain?.Low),
            ("gain_high", gain?.High),
            ("gain_n", gain?.Count),
            ("gain_verdict", SummaryTable.Number(group.Verdict)),
            ("n", group.Tested.Count),
            ("failed", group.Runs.Count - group.Tested.Count),
            ("train_seconds_mean", group.Tested.Count > 0 ? group.Tested.Average(run => run.Receipt.TrainSeconds) : null),
            ("peak_memory_megabytes_max", group.Tested.Any(run => run.Receipt.PeakMemoryBytes > 0) ? group.Tested.Max(run => run.Receipt.PeakMemoryBytes) / 1e6 : null),
        ];

        return points.Where(point => point.Value is { } value && double.IsFinite(value)).Select(point => new MlflowMetric(values.MetricKey(point.Name), point.Value!.Value, end, Step: 0));
    }

    private static IEnumerable<(string Name, double? Value)> Means(string suffix, IEnumerable<Metrics> tests, bool withAccuracy)
    {
        var measured = tests.ToList();
        if (measured.Count == 0)
        {
            yield break;
        }

        if (withAccuracy)
        {
            yield return ($"test_accuracy_mean{suffix}", measured.Average(test => test.Accuracy));
        }

        yield return ($"test_precision_mean{suffix}", measured.Average(test => test.Precision));
        yield return ($"test_recall_mean{suffix}", measured.Average(test => test.Recall));
        yield return ($"test_f1_mean{suffix}", measured.Average(test => test.F1));
        yield return ($"test_loss_mean{suffix}", measured.Average(test => test.Loss));
    }
}
