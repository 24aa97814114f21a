using System.Text.RegularExpressions;
using Reproducible.Keys;
using Reproducible.Runs;

namespace Reproducible.Store;

/// <summary>Objects and features, which runs share by their hashes, that no run which stays names.</summary>
/// <param name="store">The store to look through.</param>
/// <param name="planned">All runs that any experiment asks for; the code that they would run with stays.</param>
/// <param name="kept">Ids of the runs that stay.</param>
internal sealed partial class UnnamedFiles(RunStore store, IReadOnlyCollection<PlannedRun> planned, IReadOnlySet<string> kept)
{
    private const int LongestText = 1 << 20; // Bytes; receipts and notes that name objects are far shorter.

    private string Running => Path.Combine(store.Folder, RunStore.Running);

    /// <summary>Objects, then features. None while any run is in hand: it may have put what only its receipt, not yet written, will name.</summary>
    public IReadOnlyList<Garbage> Find()
    {
        if (Directory.Exists(Running) && Directory.EnumerateFiles(Running, "*.lock").Any(RunLock.IsHeld))
        {
            return [];
        }

        var named = kept
            .SelectMany(id => StoredFiles.In(store.FolderOf(id)).Concat(StoredFiles.In(Path.Combine(Running, id))))
            .SelectMany(Hashes)
            .ToHashSet(StringComparer.Ordinal);

        return [.. Objects(named), .. Features(named)];
    }

    private IEnumerable<Garbage> Objects(HashSet<string> named)
    {
        var code = planned.Select(run => run.Key.Parts[KeyParts.Code].Sha256).ToHashSet(StringComparer.Ordinal);

        return StoredFiles.In(Path.GetDirectoryName(store.Objects.PathOf("any"))!)
            .Where(file => Hash().IsMatch(file.Name) && file.Name.Length == 64 && !code.Contains(file.Name) && Unnamed(file, file.Name, named))
            .Select(file => Of(file, "no receipt that stays names it"));
    }

    // What a run has used, the same run of another seed can use; what no run has used that stays, few can.
    private IEnumerable<Garbage> Features(HashSet<string> named) => store.Features.Files
        .Where(file => Unnamed(file, Path.GetFileNameWithoutExtension(file.Name), named))
        .Select(file => Of(file, "features that no run used which stays"));

    private static bool Unnamed(FileInfo file, string hash, HashSet<string> named) => !named.Contains(hash) && StoredFiles.IsSettled(file);

    private static Garbage Of(FileInfo file, string reason) => new(file.FullName, file.Length, reason, Deletable: true, RunId: null);

    // Taken from the text as it stands, so that a damaged receipt still protects what it names.
    private static IEnumerable<string> Hashes(FileInfo file) =>
        file.Extension is ".json" && file.Length <= LongestText ? Hash().Matches(File.ReadAllText(file.FullName)).Select(match => match.Value) : [];

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Hash();
}
