using Reproducible.Recording.Report;
using Reproducible.Runs;
using Reproducible.Statistics;
using Reproducible.Store;
using Reproducible.Strategies;

namespace Reproducible.Recording.Tests.Report;

/// <summary>Experiments whose means and intervals can be followed by hand.</summary>
internal static class ReportSample
{
    /// <summary>Runs of one strategy, a seed an accuracy; their receipts lie in the store below <paramref name="results"/> where it is given.</summary>
    public static IReadOnlyList<RunRecord> Runs(Strategy strategy, IReadOnlyList<double> accuracies, int labels = 10, string results = "", int epochs = 2) =>
        [.. accuracies.Select((accuracy, seed) => Run(strategy, seed, accuracy, labels, results, epochs))];

    public static RunRecord Run(Strategy strategy, int seed, double accuracy, int labels = 10, string results = "", int epochs = 2, string? error = null)
    {
        var id = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{strategy} {seed} {labels}")))[..16];
        var plain = Sample.Run(strategy, seed, id, error: error, accuracy: accuracy, epochs: epochs);
        var dataset = new Garments { LabelsPerClass = labels };
        var right = (int)Math.Round(accuracy * 50);
        var record = plain with
        {
            Spec = plain.Spec with { Dataset = dataset },
            Folder = results.Length > 0 ? Path.Combine(results, "store", id) : "",
            Receipt = plain.Receipt with
            {
                Examples = new Dictionary<string, int> { ["train"] = 2 * labels, ["validation"] = 40, ["test"] = 100 },
                Test = error is null ? new Metrics(0.25, accuracy, accuracy, accuracy, accuracy, [[right, 50 - right], [50 - right, right]]) : null,
                TrainSeconds = 1 + seed,
            },
        };
        if (results.Length > 0)
        {
            Directory.CreateDirectory(record.Folder);
            File.WriteAllBytes(Path.Combine(record.Folder, ReceiptFile.Name), ReceiptFile.Write(record.Receipt));
        }

        return record;
    }

    /// <summary>An experiment that holds these runs, compared with from-scratch runs of the same seeds.</summary>
    public static ReportedExperiment Experiment(string name, IReadOnlyList<RunRecord> runs, IReadOnlyList<RunRecord> baseline, string description = "Does it help?", int missing = 0) =>
        new(new(name, description, runs, Summary.Of(runs, baseline)), baseline, missing);

    /// <summary>From-scratch 80, 82, 84 %; tuning 90, 94, 98 %, so gains of 10, 12, 14 points: +12.0 ± 5.0, since t(0.975, 2)·2/√3 is 4.97.</summary>
    public static ReportedExperiment Tuning(string name = "Tuning", string results = "")
    {
        var scratch = Runs(new FromScratch(), [0.80, 0.82, 0.84], results: results);

        return Experiment(name, [.. scratch, .. Runs(new Tune(), [0.90, 0.94, 0.98], results: results)], scratch);
    }

    /// <summary>From-scratch and tuning at several numbers of labels a class.</summary>
    public static ReportedExperiment Grid(string results = "", int seeds = 3, int epochs = 2, int strategies = 1, params int[] labels)
    {
        var scratch = labels.SelectMany(count => Runs(new FromScratch(), [.. Enumerable.Range(0, seeds).Select(seed => 0.6 + (0.02 * (seed % 10)))], count, results, epochs)).ToList();
        var tuned = Enumerable.Range(0, strategies).SelectMany(strategy => labels.SelectMany(count =>
            Runs(new Tune { Note = $"kind {strategy}" }, [.. Enumerable.Range(0, seeds).Select(seed => 0.7 + (0.02 * ((seed + strategy) % 10)))], count, results, epochs)));

        return Experiment("Grid", [.. scratch, .. tuned], scratch);
    }
}
