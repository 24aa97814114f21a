using System.Buffers.Binary;
using System.Text.Json;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch;

/// <summary>What stands before the tensors' bytes: the length of a JSON object, and that object, which says where each tensor lies.</summary>
internal static class SafetensorsHeaderWriter
{
    /// <param name="tensors">In the order of their bytes.</param>
    /// <param name="metadata">Free texts; written in the order of their names.</param>
    /// <param name="alignment">What the header's length becomes a multiple of.</param>
    /// <exception cref="ArgumentException">A name is <c>__metadata__</c>, or a type has no name in the format.</exception>
    public static byte[] Bytes(KeyValuePair<string, Tensor>[] tensors, IReadOnlyDictionary<string, string> metadata, int alignment)
    {
        using var text = new MemoryStream();
        text.Write(stackalloc byte[SafetensorsHeader.PrefixBytes]);
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
            {
                json.WriteStartObject("__metadata__");
                foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    json.WriteString(key, value);
                }

                json.WriteEndObject();
            }

            var begin = 0L;
            foreach (var (name, tensor) in tensors)
            {
                begin = Describe(json, name, tensor, begin);
            }

            json.WriteEndObject();
        }

        // Spaces, which the format allows, so that the first tensor lies aligned in the file.
        while (text.Length % alignment != 0)
        {
            text.WriteByte((byte)' ');
        }

        var header = text.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(header, header.Length - SafetensorsHeader.PrefixBytes);
        return header;
    }

    private static long Describe(Utf8JsonWriter json, string name, Tensor tensor, long begin)
    {
        if (name == "__metadata__")
        {
            throw new ArgumentException("A tensor can't be named '__metadata__': the format keeps that name for itself.");
        }

        var type = SafetensorsTypes.NameOf(tensor.dtype)
            ?? throw new ArgumentException($"'{name}' is of {tensor.dtype}, which safetensors can't hold. It holds {SafetensorsTypes.Names}.");
        var end = checked(begin + (tensor.numel() * tensor.element_size()));
        json.WriteStartObject(name);
        json.WriteString("dtype", type);
        json.WriteStartArray("shape");
        foreach (var length in tensor.shape)
        {
            json.WriteNumberValue(length);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }
}
