using System.Text.Json;
using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Statistics;
using Reproducible.Store;
using Reproducible.Strategies;

namespace Reproducible.Recording.Tests;

public sealed record Garments : Dataset
{
    public override IReadOnlyList<DataFile> Files => [];

    public override int Channels => 1;

    public override IReadOnlyList<string> ClassNames => ["top", "shoe"];

    public override string Home => "/nowhere";

    public override Corpus Read(string? folder) => throw new InvalidOperationException("Recording reads no data.");
}

public sealed record TinyNet(int Width) : Backbone
{
    public override int StageCount => 1;

    public override int Features => Width;

    public override IReadOnlyList<Torch.torch.nn.Module<Torch.torch.Tensor, Torch.torch.Tensor>> Build(int channels) =>
        throw new InvalidOperationException("Recording builds no network.");
}

public sealed record Tune : Strategy
{
    public string? Note { get; init; }
}

/// <summary>A small experiment with numbers that are easy to follow.</summary>
public static class Sample
{
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static RunRecord Run(Strategy strategy, int seed, string id, string folder = "", double accuracy = 0.5, string? error = null, int epochs = 2)
    {
        var spec = new RunSpec(new TinyNet(4), new Garments { LabelsPerClass = 10 }, strategy, new() { Epochs = 2 }, seed);
        var receipt = new Receipt
        {
            Id = id,
            Status = error is null ? RunStatus.Finished : RunStatus.Failed,
            Error = error,
            FailedStep = error is null ? null : 7,
            Key = new Dictionary<string, KeyPart>
            {
                [KeyParts.Settings] = new(new('a', 64), spec.Settings.ToDictionary(setting => setting.Name, setting => setting.Value)),
                [KeyParts.Data] = new(new('b', 64), new Dictionary<string, string> { ["images.gz"] = new('c', 64) }),
                [KeyParts.Source] = new(new('f', 64), strategy is FromScratch ? [] : new Dictionary<string, string> { ["run"] = "5050505050505050" }),
                [KeyParts.Engine] = new(new('9', 64), new Dictionary<string, string> { ["libtorch"] = "1.13.1" }),
            },
            Examples = new Dictionary<string, int> { ["train"] = 20, ["validation"] = 40, ["test"] = 100 },
            Environment = new Dictionary<string, string> { ["commit"] = new('d', 40), ["dirty"] = "false" },
            StartedAt = Start,
            TrainSeconds = 2.5,
            PeakMemoryBytes = error is null ? 300_000_000 : 0,
            TotalSeconds = 4,
            Parameters = 100,
            TrainableParameters = 60,
            Test = error is null ? Measured(0.25, accuracy) : null,
            WeightsSha256 = error is null ? new string('e', 64) : null,
        };
        var record = new RunRecord(spec, receipt, [.. Enumerable.Range(1, epochs).Select(epoch => Epoch(epoch, 0.1 / epoch))], folder, Reused: false);
        if (folder.Length > 0)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "receipt.json"), JsonSerializer.Serialize(receipt, ReceiptFile.Json));
            File.WriteAllText(Path.Combine(folder, "metrics.csv"), "epoch\n1\n2\n");
        }

        return record;
    }

    public static EpochMetrics Epoch(int epoch, double rate, double loss = 0.75) =>
        new(epoch, 3 * epoch, rate, Measured(loss, 0.5), Measured(loss, 0.625));

    public static Metrics Measured(double loss, double accuracy) => new(loss, accuracy, 0.5, 0.75, 0.6, [[1, 0], [0, 1]]);

    /// <summary>Two finished runs and a failed one; their files lie in <paramref name="folder"/> where one is given.</summary>
    public static ExperimentResult Experiment(string folder = "", string name = "Few.Labels")
    {
        RunRecord[] runs =
        [
            Run(new FromScratch(), 0, "0000000000000001", Below("0000000000000001"), accuracy: 0.8),
            Run(new Tune(), 0, "0000000000000002", Below("0000000000000002"), accuracy: 0.9),
            Run(new Tune(), 1, "0000000000000003", Below("0000000000000003"), error: "loss is \"NaN\", at once"),
        ];
        Summary[] summaries =
        [
            new(new FromScratch(), runs[0].Spec.Dataset, runs[0].Spec.Backbone, 20, One(0.8), null, Verdict.None, 2.5, 0),
            new(new Tune(), runs[0].Spec.Dataset, runs[0].Spec.Backbone, 20, new(2, 0.9, 0.01, 0.8, 1), new(2, 0.1, 0.02, 0.05, 0.15), Verdict.Gain, 5, 1),
        ];

        return new(name, "Does tuning help?", runs, summaries);

        string Below(string id) => folder.Length > 0 ? Path.Combine(folder, "store", id) : "";

        static Interval One(double mean) => new(1, mean, 0, double.NegativeInfinity, double.PositiveInfinity);
    }

    /// <summary>An experiment of one run.</summary>
    public static ExperimentResult OneRun(RunRecord run, string name = "Single") => new(name, "One run.", [run], []);
}
