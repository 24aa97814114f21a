using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Tests.Runs;

/// <summary>Receipts as runs write them, without the runs.</summary>
internal static class HandMadeRuns
{
    /// <summary>Stores a run that has this key.</summary>
    /// <returns>Its id.</returns>
    public static string Save(this RunStore store, IReadOnlyDictionary<string, KeyPart> key, string experiment = "First", RunStatus status = RunStatus.Finished, string? error = null)
    {
        var id = RunKey.IdOf(key);
        store.Objects.Put(CanonicalJson.Utf8(key[KeyParts.Code].Values!));
        Directory.CreateDirectory(store.FolderOf(id));
        var metrics = Path.Combine(store.FolderOf(id), RunFiles.Metrics);
        EpochTable.Write(metrics, []);
        var finished = status == RunStatus.Finished;
        File.WriteAllBytes(Path.Combine(store.FolderOf(id), ReceiptFile.Name), ReceiptFile.Write(new()
        {
            Id = id,
            Status = status,
            Error = error,
            Experiment = experiment,
            StartedAt = DateTimeOffset.UnixEpoch,
            Key = new Dictionary<string, KeyPart>(key) { [KeyParts.Code] = key[KeyParts.Code] with { Values = null } },
            Environment = new Dictionary<string, string>(),
            Test = finished ? new(0.25, 0.75, 0.75, 0.5, 0.625, [[3, 1], [0, 4]]) : null,
            WeightsSha256 = finished ? new('1', 64) : null,
            Files = new Dictionary<string, string> { [RunFiles.Metrics] = FileHash.Of(metrics) },
        }));

        return id;
    }
}
