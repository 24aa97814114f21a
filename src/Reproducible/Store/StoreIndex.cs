using System.Collections.Concurrent;
using System.Text.Json;
using Reproducible.Keys;
using Reproducible.Runs;

namespace Reproducible.Store;

/// <summary>The keys of all runs in a store, to find out why a run is not among them. Safe to use from several threads.</summary>
public sealed class StoreIndex
{
    private readonly ConcurrentDictionary<string, ReceiptHead> byId = new(StringComparer.Ordinal);
    private readonly ILookup<string, ReceiptHead> bySettings;
    private readonly Lazy<ILookup<string, ReceiptHead>> byQuestion;
    private readonly ConcurrentDictionary<string, (string Name, IReadOnlyDictionary<string, KeyPart> Key)?> sources = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, EarlierRun?> alike = new(StringComparer.Ordinal);
    private readonly RunStore store;

    /// <summary>Reads the start of every receipt, on all cores; what cannot be read is left out.</summary>
    public StoreIndex(RunStore store)
    {
        ArgumentNullException.ThrowIfNull(store);

        this.store = store;
        Parallel.ForEach(store.Ids, id =>
        {
            if (ReceiptHead.Of(store, id) is { } head)
            {
                byId[id] = head;
            }
        });
        bySettings = byId.Values.Where(head => head.Status == RunStatus.Finished && head.Parts.ContainsKey(KeyParts.Settings))
            .ToLookup(head => head.Parts[KeyParts.Settings], StringComparer.Ordinal);
        byQuestion = new(() => bySettings.SelectMany(same => same).ToLookup(head => head.Question, StringComparer.Ordinal));
    }

    /// <summary>What parts this key from the nearest finished run that was asked the same; null when nobody asked it yet.</summary>
    /// <param name="sourceOf">A planned run's name and key by its id, for sources; null: look in the store.</param>
    public IReadOnlyList<string>? Why(RunKey key, Func<string, (string Name, IReadOnlyDictionary<string, KeyPart> Key)?> sourceOf) =>
        Nearest(key) is { } nearest ? new KeyDifference(CodeOf, id => sourceOf(id) ?? SourceOf(id)).Between(nearest.Key, key.Parts) : null;

    /// <summary>The finished run that was asked the same and has the fewest other parts, the latest of several; null when nobody asked it yet.</summary>
    public (string Id, IReadOnlyDictionary<string, KeyPart> Key)? Nearest(RunKey key)
    {
        ArgumentNullException.ThrowIfNull(key);

        return bySettings[key.Parts[KeyParts.Settings].Sha256]
            .OrderBy(head => head.Parts.Count(part => key.Parts.GetValueOrDefault(part.Key)?.Sha256 != part.Value))
            .ThenByDescending(head => head.StartedAt)
            .ThenBy(head => head.Id, StringComparer.Ordinal)
            .Select(head => (head.Id, Key: ReceiptHead.KeyOf(store, head.Id)))
            .FirstOrDefault(head => head.Key is not null) is { Key: { } parts } nearest ? (nearest.Id, parts) : null;
    }

    /// <summary>What the latest finished run needed that was asked the same on the same device, but for the seed, whatever its code was; null when there is none.</summary>
    public EarlierRun? Alike(RunKey key)
    {
        ArgumentNullException.ThrowIfNull(key);

        var asked = ReceiptHead.QuestionOf(key.Parts[KeyParts.Settings].Values, key.Parts.GetValueOrDefault(KeyParts.Device)?.Sha256);

        return alike.GetOrAdd(asked, question => byQuestion.Value[question]
            .OrderByDescending(head => head.StartedAt)
            .ThenBy(head => head.Id, StringComparer.Ordinal)
            .Select(head => ReceiptOf(head.Id))
            .FirstOrDefault(receipt => receipt is not null) is { } latest ? EarlierRun.Of(latest) : null);
    }

    /// <summary>A stored code part's values; null when they are not there or are damaged.</summary>
    public IReadOnlyDictionary<string, string>? CodeOf(string sha256)
    {
        try
        {
            return store.CodeOf(sha256);
        }
        catch (Exception fault) when (fault is ReproducibleException or JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A stored run's experiment and key; null when it is not there.</summary>
    public (string Name, IReadOnlyDictionary<string, KeyPart> Key)? SourceOf(string id) =>
        sources.GetOrAdd(id, _ => byId.TryGetValue(id, out var head) && ReceiptHead.KeyOf(store, id) is { } key ? (head.Experiment ?? id, key) : null);

    private Receipt? ReceiptOf(string id)
    {
        try
        {
            return store.FindReceipt(id);
        }
        catch (ReproducibleException)
        {
            return null;
        }
    }
}
