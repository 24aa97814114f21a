using System.Collections.Concurrent;
using System.Text.Json;
using Reproducible.Keys;
using Reproducible.Runs;

namespace Reproducible.Store;

/// <summary>The keys of all runs in a store, to find out why a run is not among them.</summary>
public sealed class StoreIndex
{
    private readonly ConcurrentDictionary<string, Head> byId = new(StringComparer.Ordinal);
    private readonly ILookup<string, Head> bySettings;
    private readonly Lazy<ILookup<string, Head>> byQuestion;
    private readonly ConcurrentDictionary<string, EarlierRun?> alike = new(StringComparer.Ordinal);
    private readonly RunStore store;

    /// <summary>Reads the start of every receipt, on all cores; what cannot be read is left out.</summary>
    public StoreIndex(RunStore store)
    {
        ArgumentNullException.ThrowIfNull(store);

        this.store = store;
        Parallel.ForEach(store.Ids, id =>
        {
            if (Read(Path.Combine(store.FolderOf(id), ReceiptFile.Name)) is { } head)
            {
                byId[id] = head with { Id = id };
            }
        });
        bySettings = byId.Values.Where(head => head.Status == RunStatus.Finished && head.Key.ContainsKey(KeyParts.Settings))
            .ToLookup(head => head.Key[KeyParts.Settings].Sha256);
        byQuestion = new(() => bySettings.SelectMany(same => same).ToLookup(head => Question(head.Key), StringComparer.Ordinal));
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
            .OrderBy(head => head.Key.Count(part => key.Parts.GetValueOrDefault(part.Key)?.Sha256 != part.Value.Sha256))
            .ThenByDescending(head => head.StartedAt)
            .ThenBy(head => head.Id, StringComparer.Ordinal)
            .FirstOrDefault() is { } nearest ? (nearest.Id, nearest.Key) : null;
    }

    /// <summary>What the latest finished run needed that was asked the same on the same device, but for the seed, whatever its code was; null when there is none.</summary>
    public EarlierRun? Alike(RunKey key)
    {
        ArgumentNullException.ThrowIfNull(key);

        return alike.GetOrAdd(Question(key.Parts), question => byQuestion.Value[question]
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
        byId.TryGetValue(id, out var head) ? (head.Experiment ?? id, head.Key) : null;

    private static string Question(IReadOnlyDictionary<string, KeyPart> key) => string.Join('\n', (key[KeyParts.Settings].Values ?? new Dictionary<string, string>())
        .Where(setting => setting.Key != "seed")
        .OrderBy(setting => setting.Key, StringComparer.Ordinal)
        .Select(setting => $"{setting.Key}={setting.Value}")
        .Append(key.GetValueOrDefault(KeyParts.Device)?.Sha256));

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

    private static Head? Read(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Stops at the member that stands behind what is needed: the rest is the longer part.</summary>
    private static Head? Parse(ReadOnlySpan<byte> bytes)
    {
        var json = new Utf8JsonReader(bytes);
        RunStatus? status = null;
        DateTimeOffset started = default;
        string? experiment = null;
        IReadOnlyDictionary<string, KeyPart>? key = null;
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            switch (name)
            {
                case "status": status = JsonSerializer.Deserialize<RunStatus>(ref json, ReceiptFile.Json); break;
                case "started_at" when json.TryGetDateTimeOffset(out var at): started = at; break;
                case "experiment": experiment = json.GetString(); break;
                case "key": key = JsonSerializer.Deserialize<Dictionary<string, KeyPart>>(ref json, ReceiptFile.Json); break;
                case "overrides" when status is not null && key is not null: return HeadOf(status, started, experiment, key);
                default: json.Skip(); break;
            }
        }

        return HeadOf(status, started, experiment, key);
    }

    private static Head? HeadOf(RunStatus? status, DateTimeOffset started, string? experiment, IReadOnlyDictionary<string, KeyPart>? key) =>
        status is { } ended && key is not null && ReceiptShape.KeyFault(key) is null ? new("", ended, started, experiment, key) : null;

    /// <summary>What of a receipt is needed here.</summary>
    private sealed record Head(string Id, RunStatus Status, DateTimeOffset StartedAt, string? Experiment, IReadOnlyDictionary<string, KeyPart> Key);
}
