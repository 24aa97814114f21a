using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Verification;

/// <summary>
/// The source runs that a second execution starts from and need not do again. Where only rounding parts a recorded source from what its key would be
/// now (another processor, another BLAS), its recorded weights are the start: what rounding does over a whole other training says nothing about this one.
/// </summary>
/// <param name="from">Holds the recorded runs.</param>
/// <param name="options">Of the second execution.</param>
internal sealed class BorrowedSources(RunStore from, LabOptions options)
{
    private readonly RunStore to = new(options.Store);

    /// <summary>Copies a run's sources, under the ids that they have now.</summary>
    /// <param name="spec">The recorded run as it is asked now.</param>
    public void Copy(Receipt recorded, RunSpec spec)
    {
        if (spec.Source is { } source)
        {
            Copy(recorded.SourceId, source);
        }
    }

    /// <returns>Whether the weights are those that were recorded.</returns>
    private bool Copy(string? recordedId, RunSpec spec)
    {
        var (key, recorded) = (RunKey.Of(spec, options), Sound(recordedId));
        var sameStart = spec.Source is null || Copy(recorded?.SourceId, spec.Source);
        if (recorded is not null && Rounding.LeavesTheRest(recorded.Key, key.Parts, sameStart))
        {
            CopyFiles(recorded.Id, key.Id);
            var code = key.Parts[KeyParts.Code] with { Values = null };
            var receipt = recorded with { Id = key.Id, Key = new Dictionary<string, KeyPart>(key.Parts) { [KeyParts.Code] = code } };
            File.WriteAllBytes(Path.Combine(to.FolderOf(key.Id), ReceiptFile.Name), ReceiptFile.Write(receipt));

            return true;
        }

        if (Sound(key.Id) is not null)
        {
            CopyFiles(key.Id, key.Id);
        }

        return false;
    }

    private Receipt? Sound(string? id) =>
        id is not null && RunCheck.Faults(from, id).Count == 0 && from.FindReceipt(id) is { Status: RunStatus.Finished } receipt ? receipt : null;

    private void CopyFiles(string id, string into)
    {
        Directory.CreateDirectory(to.FolderOf(into));
        foreach (var file in Directory.EnumerateFiles(from.FolderOf(id)))
        {
            File.Copy(file, Path.Combine(to.FolderOf(into), Path.GetFileName(file)), overwrite: true);
        }
    }
}
