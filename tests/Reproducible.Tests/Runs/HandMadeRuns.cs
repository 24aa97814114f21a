using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Traces;

namespace Reproducible.Tests.Runs;

/// <summary>Runs as workers store them, without the training: whole folders.</summary>
internal static class HandMadeRuns
{
    private static readonly Metrics Measured = new(0.25, 0.75, 0.75, 0.5, 0.625, [[3, 1], [0, 4]]);

    /// <summary>Stores a run that has this key.</summary>
    /// <param name="alter">Changes the receipt before it is sealed.</param>
    /// <returns>Its id.</returns>
    public static string Save(
        this RunStore store,
        IReadOnlyDictionary<string, KeyPart> key,
        string experiment = "First",
        RunStatus status = RunStatus.Finished,
        string? error = null,
        Func<Receipt, Receipt>? alter = null)
    {
        var id = RunKey.IdOf(key);
        var finished = status == RunStatus.Finished;
        store.Objects.Put(CanonicalJson.Utf8(key[KeyParts.Code].Values!));
        using var work = store.Open(id, CancellationToken.None);
        using (var trace = TraceWriter.Create(work.Trace, id, ["weight"]))
        {
            trace.Step(new(1, 1, 0.5f, 0.01, 0, 0));
            trace.End();
        }

        work.Finish(
            null!, // What was asked stands in the key; the record of it is not looked at.
            [new(1, 1, 0.01, Measured, Measured)],
            into => File.WriteAllText(Path.Combine(into, finished ? RunFiles.Weights : RunFiles.Log), "weights"),
            files => (alter ?? (receipt => receipt))(new()
            {
                Id = id,
                Status = status,
                Error = error,
                StartedAt = DateTimeOffset.UnixEpoch,
                Key = new Dictionary<string, KeyPart>(key) { [KeyParts.Code] = key[KeyParts.Code] with { Values = null } },
                Experiment = experiment,
                Environment = new Dictionary<string, string> { ["os"] = "some" },
                Examples = new Dictionary<string, int> { ["train"] = 8 },
                Test = finished ? Measured : null,
                TestByTask = finished ? new Dictionary<string, Metrics> { ["parity"] = Measured } : [],
                SourceWeightsSha256 = new('1', 64),
                Patch = new('2', 64),
                WeightsSha256 = finished ? files[RunFiles.Weights] : null,
                Overrides = new(Seeds: 1, Epochs: 2),
                Files = files,
            }));

        return id;
    }
}
