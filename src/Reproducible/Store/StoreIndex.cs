using System.Text.Json;
using Reproducible.Keys;
using Reproducible.Runs;

namespace Reproducible.Store;

/// <summary>The keys of all runs in a store, to find out why a run is not among them.</summary>
public sealed class StoreIndex
{
    private readonly Dictionary<string, Head> byId = [];
    private readonly ILookup<string, Head> bySettings;
    private readonly ObjectFolder objects;

    /// <summary>Reads the start of every receipt; what cannot be read is left out.</summary>
    public StoreIndex(RunStore store)
    {
        objects = store.Objects;
        foreach (var id in store.Ids)
        {
            if (Read(Path.Combine(store.FolderOf(id), ReceiptFile.Name)) is { } head)
            {
                byId[id] = head;
            }
        }

        bySettings = byId.Values.Where(head => head.Status == RunStatus.Finished && head.Key.ContainsKey(KeyParts.Settings))
            .ToLookup(head => head.Key[KeyParts.Settings].Sha256);
    }

    /// <summary>What parts this key from the nearest finished run that was asked the same; null when nobody asked it yet.</summary>
    /// <param name="sourceOf">A planned run's name and key by its id, for sources; null: look in the store.</param>
    public IReadOnlyList<string>? Why(RunKey key, Func<string, (string Name, IReadOnlyDictionary<string, KeyPart> Key)?> sourceOf)
    {
        var nearest = bySettings[key.Parts[KeyParts.Settings].Sha256]
            .OrderBy(head => head.Key.Count(part => key.Parts.GetValueOrDefault(part.Key)?.Sha256 != part.Value.Sha256))
            .ThenByDescending(head => head.StartedAt)
            .FirstOrDefault();

        return nearest is null ? null : new KeyDifference(CodeOf, id => sourceOf(id) ?? SourceOf(id)).Between(nearest.Key, key.Parts);
    }

    /// <summary>A stored code part's values; null when they are not there.</summary>
    public IReadOnlyDictionary<string, string>? CodeOf(string sha256) =>
        objects.Find(sha256) is { } bytes ? JsonSerializer.Deserialize<Dictionary<string, string>>(bytes) : null;

    /// <summary>A stored run's experiment and key; null when it is not there.</summary>
    public (string Name, IReadOnlyDictionary<string, KeyPart> Key)? SourceOf(string id) =>
        byId.TryGetValue(id, out var head) ? (head.Experiment ?? id, head.Key) : null;

    private static Head? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Head>(File.ReadAllBytes(path), ReceiptFile.Json);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>What of a receipt is needed here.</summary>
    private sealed record Head(RunStatus Status, DateTimeOffset StartedAt, string? Experiment, IReadOnlyDictionary<string, KeyPart> Key);
}
