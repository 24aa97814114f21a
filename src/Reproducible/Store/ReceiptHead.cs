using System.Text.Json;
using Reproducible.Keys;
using Reproducible.Runs;

namespace Reproducible.Store;

/// <summary>The start of a receipt without the texts that its hashes stand for: what is kept of each where there are many.</summary>
/// <remarks>Its seal is not checked: a head says why a run is done again, never that it is not.</remarks>
/// <param name="Parts">SHA-256 of each part of the key, by name.</param>
/// <param name="Question">See <see cref="QuestionOf"/>.</param>
internal sealed record ReceiptHead(string Id, RunStatus Status, DateTimeOffset StartedAt, string? Experiment, IReadOnlyDictionary<string, string> Parts, string Question)
{
    /// <summary>Null when it cannot be read.</summary>
    public static ReceiptHead? Of(RunStore store, string id) => Read(store, id, bytes => Parse(bytes, id));

    /// <summary>The key with its texts, but for those that lie in the store's objects; null when it cannot be read.</summary>
    public static IReadOnlyDictionary<string, KeyPart>? KeyOf(RunStore store, string id) => Read(store, id, Key);

    /// <summary>Equal for runs that were asked the same on the same device, but for the seed.</summary>
    /// <param name="settings">Values of that part of the key.</param>
    /// <param name="device">SHA-256 of that part of the key; null: there is none.</param>
    public static string QuestionOf(IReadOnlyDictionary<string, string>? settings, string? device) =>
        CanonicalJson.Sha256((settings ?? new Dictionary<string, string>()).Where(setting => setting.Key != "seed").Append(KeyValuePair.Create("", device ?? "")));

    private static T? Read<T>(RunStore store, string id, Func<byte[], T?> read)
        where T : class
    {
        try
        {
            return read(File.ReadAllBytes(Path.Combine(store.FolderOf(id), ReceiptFile.Name)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Dictionary<string, KeyPart>? Key(byte[] bytes)
    {
        var json = new Utf8JsonReader(bytes);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isKey = json.ValueTextEquals("key"u8);
            json.Read();
            if (isKey)
            {
                return JsonSerializer.Deserialize<Dictionary<string, KeyPart>>(ref json, ReceiptFile.Json) is { } key && ReceiptShape.KeyFault(key) is null ? key : null;
            }

            json.Skip();
        }

        return null;
    }

    /// <summary>Stops at the member that stands behind what is needed: the rest is the longer part.</summary>
    private static ReceiptHead? Parse(byte[] bytes, string id)
    {
        var json = new Utf8JsonReader(bytes);
        RunStatus? status = null;
        DateTimeOffset started = default;
        string? experiment = null;
        var (parts, settings) = (new Dictionary<string, string>(), default(Dictionary<string, string>));
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName && !(json.ValueTextEquals("overrides"u8) && status is not null && parts.Count > 0))
        {
            var name = json.GetString();
            json.Read();
            switch (name)
            {
                case "status": status = JsonSerializer.Deserialize<RunStatus>(ref json, ReceiptFile.Json); break;
                case "started_at" when json.TryGetDateTimeOffset(out var at): started = at; break;
                case "experiment": experiment = json.GetString(); break;
                case "key": settings = ReadKey(ref json, parts); break;
                default: json.Skip(); break;
            }
        }

        return status is { } ended && parts.Count > 0 && parts.All(part => ReceiptShape.IsHash(part.Value)) && settings?.ContainsValue(null!) != true
            ? new(id, ended, started, experiment, parts, QuestionOf(settings, parts.GetValueOrDefault(KeyParts.Device)))
            : null;
    }

    /// <param name="parts">Gets each part's hash.</param>
    /// <returns>The settings; null: there are none.</returns>
    private static Dictionary<string, string>? ReadKey(ref Utf8JsonReader json, Dictionary<string, string> parts)
    {
        Dictionary<string, string>? settings = null;
        Enter(in json);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var part = json.GetString()!;
            parts[part] = "";
            json.Read();
            Enter(in json);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var (isHash, isValues) = (json.ValueTextEquals("sha256"u8), json.ValueTextEquals("values"u8));
                json.Read();
                if (isHash)
                {
                    parts[part] = json.GetString() ?? "";
                }
                else if (isValues && part == KeyParts.Settings)
                {
                    settings = JsonSerializer.Deserialize<Dictionary<string, string>>(ref json);
                }
                else
                {
                    json.Skip();
                }
            }
        }

        return settings;
    }

    private static void Enter(in Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"{json.TokenType} where an object is expected.");
        }
    }
}
