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
        File.WriteAllBytes(Path.Combine(store.FolderOf(id), ReceiptFile.Name), ReceiptFile.Write(new()
        {
            Id = id,
            Status = status,
            Error = error,
            Experiment = experiment,
            StartedAt = DateTimeOffset.UnixEpoch,
            Key = new Dictionary<string, KeyPart>(key) { [KeyParts.Code] = key[KeyParts.Code] with { Values = null } },
            Environment = new Dictionary<string, string>(),
        }));
        EpochTable.Write(Path.Combine(store.FolderOf(id), RunFiles.Metrics), []);

        return id;
    }
}
