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

    /// <summary>Version of the format that is written, and the only one that is read.</summary>
    public const int Format = 2;

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

    // Members that no receipt may hold null for are null in none.
    private static readonly JsonSerializerOptions Strict = new(Json) { RespectNullableAnnotations = true };

    /// <summary>The file's bytes. Its last member is the seal: SHA-256 over all bytes before the comma that stands before it.</summary>
    public static byte[] Write(Receipt receipt)
    {
        var text = JsonSerializer.Serialize(receipt, Json);
        var body = text[..text.LastIndexOf("\n}", StringComparison.Ordinal)];

        return Encoding.UTF8.GetBytes($"{body},{SealName}{SealOf(Encoding.UTF8.GetBytes(body))}\"\n}}\n");
    }

    /// <summary>Reads a receipt and checks that it is as it was written.</summary>
    /// <param name="id">The id it must have.</param>
    /// <exception cref="ReproducibleException">It is of another format; or it is not JSON, lacks something, was altered, or belongs to another run.</exception>
    public static Receipt Read(ReadOnlySpan<byte> bytes, string id, string path)
    {
        var seal = Unsealed(bytes);
        if (seal is not { IsBroken: true } && FormatOf(bytes) is { } format && format != Format)
        {
            throw Other(path, format);
        }

        if (seal is not null)
        {
            throw Damaged(path, seal.Value.Problem);
        }

        var receipt = Parse(bytes, path);

        return (ReceiptShape.Fault(receipt) ?? Problem(receipt, id)) is { } problem ? throw Damaged(path, problem) : receipt;
    }

    /// <summary>The format that bytes name for themselves; null where they name none.</summary>
    public static int? FormatOf(ReadOnlySpan<byte> bytes)
    {
        var json = new Utf8JsonReader(bytes);
        try
        {
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isFormat = json.ValueTextEquals("format"u8);
                json.Read();
                if (isFormat)
                {
                    return json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var format) ? format : null;
                }

                json.Skip();
            }
        }
        catch (JsonException)
        {
        }

        return null;
    }

    private static Receipt Parse(ReadOnlySpan<byte> bytes, string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Receipt>(bytes, Strict) ?? throw Damaged(path, "it holds null.");
        }
        catch (JsonException fault)
        {
            throw Damaged(path, $"it is not what this version writes. {fault.Message}");
        }
    }

    private static (string Problem, bool IsBroken)? Unsealed(ReadOnlySpan<byte> bytes)
    {
        var name = Encoding.UTF8.GetBytes(SealName);
        var at = bytes.LastIndexOf(name);
        if (at < 1 || bytes.Length < at + name.Length + 64)
        {
            return ("it has no seal, so it was cut or written by hand.", false);
        }

        var (said, found) = (Encoding.UTF8.GetString(bytes.Slice(at + name.Length, 64)), SealOf(bytes[..(at - 1)]));

        return said == found ? null : ($"its seal says {said[..12]}…, its text has {found[..12]}…: it was altered after it was written.", true);
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

    private static ReproducibleException Other(string path, int format) => new(
        $"The receipt '{path}' is of format {format}; this version reads and writes format {Format}.",
        format < Format
            ? "Its run is executed again once an experiment asks for it; --target=Gc lists it when none does."
            : "Use the newer version that wrote it; this one would execute its run again and replace it.");

    private static ReproducibleException Damaged(string path, string problem) =>
        new($"The receipt '{path}' is damaged: {problem}", "Delete that folder; the run is then done again.");
}
