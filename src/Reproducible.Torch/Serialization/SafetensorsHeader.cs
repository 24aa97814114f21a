using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Reproducible.Torch;

/// <summary>The header of a safetensors file: where each tensor's bytes lie after it. Nothing in it is believed before it is checked.</summary>
/// <remarks>Source: the format's own description, github.com/huggingface/safetensors.</remarks>
internal sealed class SafetensorsHeader
{
    /// <summary>Bytes of the length that comes first: 64 bits, little-endian.</summary>
    internal const int PrefixBytes = 8;

    /// <summary>The reference reader's own bound on the header.</summary>
    private const long MostHeaderBytes = 100_000_000;

    // {"name": {"shape": [1]}} is three deep; anything deeper is no safetensors header.
    private const int DeepestNesting = 4;

    private SafetensorsHeader(List<SafetensorsEntry> entries, Dictionary<string, string> metadata, long dataStart) =>
        (Entries, Metadata, DataStart) = (entries, metadata, dataStart);

    /// <summary>The tensors, in the order of their bytes.</summary>
    internal IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>Free texts of whoever wrote the file.</summary>
    internal IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Where the first tensor's bytes begin, from the start of the file.</summary>
    internal long DataStart { get; }

    /// <summary>Reads and checks the header at the start of a file of a known length.</summary>
    /// <exception cref="TorchException">The header is not what the format allows; found and expected are named.</exception>
    internal static SafetensorsHeader Read(Stream stream, long fileBytes, string file)
    {
        if (fileBytes < PrefixBytes)
        {
            throw Broken(file, $"the file has {fileBytes} bytes, expected at least {PrefixBytes} for the header's length");
        }

        Span<byte> prefix = stackalloc byte[PrefixBytes];
        stream.ReadExactly(prefix);
        var headerBytes = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerBytes > MostHeaderBytes || (long)headerBytes > fileBytes - PrefixBytes)
        {
            throw Broken(file, $"the header says it has {headerBytes} bytes, expected at most {Math.Min(MostHeaderBytes, fileBytes - PrefixBytes)}, for the file has {fileBytes}");
        }

        var text = new byte[headerBytes];
        stream.ReadExactly(text);
        if (text.Length == 0 || text[0] != (byte)'{')
        {
            throw Broken(file, $"the header begins with {(text.Length == 0 ? "nothing" : $"byte {text[0]}")}, expected '{{'");
        }

        try
        {
            var (entries, metadata) = Parse(text, file);
            CheckPlaces(entries, fileBytes - PrefixBytes - (long)headerBytes, file);
            return new(entries, metadata, PrefixBytes + (long)headerBytes);
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            throw Broken(file, $"the header is not the JSON that is expected: {cause.Message}", cause);
        }
    }

    internal static TorchException Broken(string file, string what, Exception? cause = null) => new($"safetensors {file}", what + ".", cause);

    private static (List<SafetensorsEntry> Entries, Dictionary<string, string> Metadata) Parse(byte[] text, string file)
    {
        // Utf8JsonReader takes bytes that are no UTF-8 until a text is asked for; here they end at once.
        _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(text);
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = DeepestNesting });
        List<SafetensorsEntry> entries = [];
        Dictionary<string, string> metadata = [];
        HashSet<string> names = [];
        Expect(ref reader, JsonTokenType.StartObject);
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (!names.Add(name))
            {
                throw Broken(file, $"the name '{name}' comes twice, expected each once");
            }

            if (name == "__metadata__")
            {
                ParseMetadata(ref reader, metadata);
            }
            else
            {
                entries.Add(ParseEntry(ref reader, name, file));
            }
        }

        if (reader.Read())
        {
            throw new JsonException("something follows the closing brace");
        }

        entries.Sort((one, other) => (one.Begin, one.End).CompareTo((other.Begin, other.End)));
        return (entries, metadata);
    }

    private static void ParseMetadata(ref Utf8JsonReader reader, Dictionary<string, string> metadata)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            Expect(ref reader, JsonTokenType.String);
            if (!metadata.TryAdd(key, reader.GetString()!))
            {
                throw new JsonException($"'{key}' comes twice in __metadata__");
            }
        }
    }

    private static SafetensorsEntry ParseEntry(ref Utf8JsonReader reader, string name, string file)
    {
        string? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        Expect(ref reader, JsonTokenType.StartObject);
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            switch (key)
            {
                case "dtype" when type is null:
                    Expect(ref reader, JsonTokenType.String);
                    type = reader.GetString()!;
                    break;
                case "shape" when shape is null:
                    shape = Numbers(ref reader);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = Numbers(ref reader);
                    break;
                default:
                    throw Broken(file, $"'{name}' has '{key}', expected dtype, shape and data_offsets, each once");
            }
        }

        if (type is null || shape is null || offsets is not [var begin, var end])
        {
            throw Broken(file, $"'{name}' is incomplete, expected dtype, shape and two data_offsets");
        }

        return new(name, SafetensorsTypes.Parse(type) ?? throw Broken(file, $"'{name}' is of type '{type}', expected one of {SafetensorsTypes.Names}"), shape, begin, end);
    }

    private static long[] Numbers(ref Utf8JsonReader reader)
    {
        List<long> numbers = [];
        Expect(ref reader, JsonTokenType.StartArray);
        while (Next(ref reader) == JsonTokenType.Number)
        {
            numbers.Add(reader.TryGetInt64(out var number) && number >= 0
                ? number
                : throw new JsonException("a length or offset is not a whole number from 0 to 9223372036854775807"));
        }

        return reader.TokenType == JsonTokenType.EndArray ? [.. numbers] : throw new JsonException($"{reader.TokenType} stands where a number is expected");
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader) => reader.Read() ? reader.TokenType : throw new JsonException("it ends in the middle");

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType expected)
    {
        if (Next(ref reader) != expected)
        {
            throw new JsonException($"{reader.TokenType} stands where {expected} is expected");
        }
    }

    // In the order of their bytes the tensors follow each other without gap or overlap, and end where the file does.
    private static void CheckPlaces(List<SafetensorsEntry> entries, long dataBytes, string file)
    {
        var expected = 0L;
        foreach (var entry in entries)
        {
            if (entry.Begin != expected || entry.End < entry.Begin)
            {
                throw Broken(file, $"'{entry.Name}' lies at [{entry.Begin}, {entry.End}], expected to begin at {expected} without gap or overlap");
            }

            if (entry.Bytes() != entry.End - entry.Begin)
            {
                throw Broken(file, $"'{entry.Name}' has {entry.End - entry.Begin} bytes, expected {entry.Bytes()?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "fewer than 2^63"} for {entry.Type} of [{string.Join(", ", entry.Shape)}]");
            }

            expected = entry.End;
        }

        if (expected != dataBytes)
        {
            throw Broken(file, $"the tensors take {expected} bytes, but {dataBytes} follow the header");
        }
    }
}
