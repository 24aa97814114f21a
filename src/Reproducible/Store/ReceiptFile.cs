using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reproducible.Keys;
using Reproducible.Runs;

namespace Reproducible.Store;

/// <summary>receipt.json: a receipt, and a seal that an edit by hand breaks.</summary>
/// <remarks>The seal finds slips and damage. It keeps nobody out: who writes a receipt can seal it.</remarks>
public static class ReceiptFile
{
    /// <summary>The file's name in a run's folder.</summary>
    public const string Name = "receipt.json";

    private const string SealName = "\n  \"seal\": \"";

    /// <summary>How every JSON file of the store is written: snake_case, indented, enums by name.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",

        // Read by people and programs, never put into a page: "+" may stay "+".
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The file's bytes. Its last member is the seal: SHA-256 over all bytes before the comma that stands before it.</summary>
    public static byte[] Write(Receipt receipt)
    {
        var text = JsonSerializer.Serialize(receipt, Json);
        var body = text[..text.LastIndexOf("\n}", StringComparison.Ordinal)];

        return Encoding.UTF8.GetBytes($"{body},{SealName}{SealOf(Encoding.UTF8.GetBytes(body))}\"\n}}\n");
    }

    /// <summary>Reads a receipt and checks that it is as it was written.</summary>
    /// <param name="id">The id it must have.</param>
    /// <exception cref="ReproducibleException">It is not JSON, lacks something, was altered, or belongs to another run.</exception>
    public static Receipt Read(ReadOnlySpan<byte> bytes, string id, string path)
    {
        var receipt = Parse(bytes, path);
        var problem = Unsealed(bytes) ?? Problem(receipt, id);

        return problem is null ? receipt : throw Damaged(path, problem);
    }

    private static Receipt Parse(ReadOnlySpan<byte> bytes, string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Receipt>(bytes, Json) ?? throw Damaged(path, "it holds null.");
        }
        catch (JsonException fault)
        {
            throw Damaged(path, $"it is cut, or of an older version. {fault.Message}");
        }
    }

    private static string? Unsealed(ReadOnlySpan<byte> bytes)
    {
        var name = Encoding.UTF8.GetBytes(SealName);
        var at = bytes.LastIndexOf(name);
        if (at < 1 || bytes.Length < at + name.Length + 64)
        {
            return "it has no seal, so it was cut or written by hand.";
        }

        var (said, found) = (Encoding.UTF8.GetString(bytes.Slice(at + name.Length, 64)), SealOf(bytes[..(at - 1)]));

        return said == found ? null : $"its seal says {said[..12]}…, its text has {found[..12]}…: it was altered after it was written.";
    }

    private static string? Problem(Receipt receipt, string id)
    {
        if (receipt.Id != id || RunKey.IdOf(receipt.Key) != id)
        {
            return $"it is of run {receipt.Id} with a key of {RunKey.IdOf(receipt.Key)}; {id} is expected.";
        }

        return receipt.Key.FirstOrDefault(part => !part.Value.Holds).Key is { } part ? $"its key's {part} do not have the hash that stands beside them." : null;
    }

    private static string SealOf(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));

    private static ReproducibleException Damaged(string path, string problem) =>
        new($"The receipt '{path}' is damaged: {problem}", "Delete that folder; the run is then done again.");
}
