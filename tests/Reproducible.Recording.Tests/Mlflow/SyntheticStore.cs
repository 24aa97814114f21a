using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Strategies;
using Reproducible.Traces;

namespace Reproducible.Recording.Tests.Mlflow;

/// <summary>A store of runs that nobody trained, written as runs are: receipts with keys and seals, metrics, a trace.</summary>
public sealed class SyntheticStore(string results)
{
    /// <summary>Absolute path of the results folder.</summary>
    public string Results => results;

    public RunStore Store { get; } = new(Path.Combine(results, "store"));

    /// <summary>From-scratch and tuning, five seeds, compared by seed.</summary>
    public static NamedExperiment Declared(int seeds = 5, string name = "Few.Labels", params Strategy[] strategies) => new(name, "Does tuning help?", new()
    {
        Backbones = [new TinyNet(4)],
        Datasets = [new Garments { LabelsPerClass = 10 }],
        Strategies = strategies.Length > 0 ? [.. strategies.Select(strategy => new Arm(strategy))] : [new FromScratch(), new Tune()],
        Recipe = new() { Epochs = 3 },
        Seeds = [.. Enumerable.Range(0, seeds)],
    });

    /// <summary>Test accuracy of a run: from-scratch has 0.70, 0.71, ... by seed, tuning 0.10 more and 0.01 more on even seeds.</summary>
    public static double Accuracy(RunSpec spec) => 0.7 + (0.01 * (spec.Seed % 10)) + (spec.Strategy is FromScratch ? 0 : 0.1 + (spec.Seed % 2 == 0 ? 0.01 : 0));

    /// <summary>Writes all runs of an experiment that are not there.</summary>
    public void Add(NamedExperiment named, string code = "1", int epochs = 3)
    {
        foreach (var spec in named.Experiment.Runs)
        {
            Add(spec, named.Name, code, epochs);
        }
    }

    /// <summary>Writes a run.</summary>
    /// <param name="code">Another text is another version of the code, later.</param>
    public RunRecord Add(RunSpec spec, string experiment, string code = "1", int epochs = 3, string? error = null)
    {
        var key = new RunKey(new Dictionary<string, KeyPart>
        {
            [KeyParts.Settings] = KeyPart.Of(spec.Settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))),
            [KeyParts.Data] = KeyPart.Of([KeyValuePair.Create("images.gz", new string('c', 64))]),
            [KeyParts.Source] = KeyPart.Of([]),
            [KeyParts.Code] = KeyPart.Of([KeyValuePair.Create("type", code)]),
            [KeyParts.Engine] = KeyPart.Of([KeyValuePair.Create("libtorch", "1.13.1")]),
            [KeyParts.Device] = KeyPart.Of([KeyValuePair.Create("device", "cpu")]),
        });
        using var work = Store.Open(key.Id, CancellationToken.None);
        using (var trace = TraceWriter.Create(work.Trace, key.Id, []))
        {
            for (var step = 1; step <= 3 * epochs; step++)
            {
                trace.Step(new(step, 1 + ((step - 1) / 3), 1f / step, 0.01, 1, 0));
            }

            trace.End();
        }

        return work.Finish(spec, [.. Enumerable.Range(1, epochs).Select(epoch => Sample.Epoch(epoch, 0.1 / epoch, 1.0 / (epoch + spec.Seed)))], folder => WriteFiles(folder, spec, error), files => new()
        {
            Id = key.Id,
            Status = error is null ? RunStatus.Finished : RunStatus.Failed,
            Error = error,
            Key = key.Parts,
            Experiment = experiment,
            Examples = new Dictionary<string, int> { ["train"] = 20, ["validation"] = 40, ["test"] = 100 },
            Environment = new Dictionary<string, string> { ["commit"] = $"{new string('d', 39)}{code}", ["branch"] = "main", ["dirty"] = "false", ["user"] = "ada" },
            StartedAt = Sample.Start.AddMinutes(spec.Seed + (100 * int.Parse(code, System.Globalization.CultureInfo.InvariantCulture))),
            TrainSeconds = 2.5,
            TotalSeconds = 4,
            Parameters = 100,
            TrainableParameters = 60,
            Test = error is null ? Sample.Measured(0.25, Accuracy(spec)) : null,
            WeightsSha256 = error is null ? new string('e', 64) : null,
            Files = files,
        });
    }

    private static void WriteFiles(string folder, RunSpec spec, string? error)
    {
        File.WriteAllText(Path.Combine(folder, "system.csv"), "seconds,cpu_utilization_percentage,process_memory_megabytes\n0.5,40,120.5\n10.5,55,\n");
        if (error is null)
        {
            File.WriteAllText(Path.Combine(folder, RunFiles.Weights), $"weights of seed {spec.Seed}");
        }
    }
}
