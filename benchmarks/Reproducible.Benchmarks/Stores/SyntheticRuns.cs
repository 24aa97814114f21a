using System.Security.Cryptography;
using System.Text;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Traces;
using Reproducible.Training;

namespace Reproducible.Benchmarks.Stores;

/// <summary>Runs that were never trained, stored by the product's own writer: as large as those of the experiments, every hash right.</summary>
/// <param name="options">Where they are stored.</param>
internal sealed class SyntheticRuns(LabOptions options)
{
    private const int Epochs = 30;
    private const int StepsAnEpoch = 4;
    private const int WeightBytes = 100_000;

    // As those of the experiments. The next seed began when this one ended: times that all runs share would be another work for a server's database.
    private const double TrainSeconds = 2.5, TotalSeconds = 4;

    private static readonly Metrics Measured = new(0.17325, 0.9465, 0.9466012, 0.9465, 0.9464963, [[940, 60], [47, 953]]);
    private static readonly EpochMetrics[] Table = [.. Enumerable.Range(1, Epochs).Select(epoch => new EpochMetrics(epoch, epoch * StepsAnEpoch, 0.01 / epoch, Measured, Measured))];

    private readonly RunStore store = new(options.Store);
    private Receipt? template;

    /// <param name="version">0: as the code is now; another: as if the code had been another one then.</param>
    public void Write(PlannedRun run, int version)
    {
        // Machine, programs and commit are the same for all.
        var facts = LazyInitializer.EnsureInitialized(ref template, () => Facts.Begin("Synthetic", run.Key, options, loadEngine: false));
        var key = run.Key.Parts.ToDictionary();
        var code = key[KeyParts.Code].Values!.ToDictionary();
        if (version > 0)
        {
            code["Reproducible.Training.TrainingLoop"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"version {version}")));
        }

        key[KeyParts.Code] = KeyPart.Of(code);
        store.Objects.Put(CanonicalJson.Utf8(code));
        var id = RunKey.IdOf(key);
        key[KeyParts.Code] = key[KeyParts.Code] with { Values = null };
        using var work = store.Open(id, CancellationToken.None);
        WriteTrace(work.Trace, id);
        work.Finish(run.Spec, Table, folder => WriteWeights(Path.Combine(folder, RunFiles.Weights), run.Spec.Seed), files => facts with
        {
            Id = id,
            Status = RunStatus.Finished,
            StartedAt = DateTimeOffset.UnixEpoch.AddHours(version).AddSeconds(TotalSeconds * run.Spec.Seed),
            TrainSeconds = TrainSeconds,
            TotalSeconds = TotalSeconds,
            Key = key,
            Experiment = run.Experiments[0],
            Examples = new Dictionary<string, int> { ["train"] = 200, ["validation"] = 1000, ["test"] = 2000 },
            Test = Measured,
            WeightsSha256 = files[RunFiles.Weights],
            Files = files,
        });
    }

    private static void WriteTrace(string path, string id)
    {
        using var trace = TraceWriter.Create(path, id, ["optimizer"]);
        for (var step = 1; step <= Epochs * StepsAnEpoch; step++)
        {
            trace.Step(new(step, 1 + ((step - 1) / StepsAnEpoch), 0.5f, 0.01, 0, 0));
        }

        trace.End();
    }

    private static void WriteWeights(string path, int seed)
    {
        var weights = new byte[WeightBytes];
        new Random(seed).NextBytes(weights);
        File.WriteAllBytes(path, weights);
    }
}
