using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Reproducible.Recording.TensorBoard;

/// <summary>The floating-point tensors of a safetensors file, read without libtorch, which a sink must not load.</summary>
/// <remarks>Source: safetensors' format: 8 bytes of length, a JSON header of that length, the tensors' bytes; little-endian.</remarks>
internal static class WeightFile
{
    /// <summary>Name and values of each tensor of float16, bfloat16, float32 or float64, in the names' ordinal order; counters of other types are left out.</summary>
    /// <exception cref="ReproducibleException">This is no whole safetensors file.</exception>
    public static IEnumerable<(string Name, double[] Values)> Read(string path)
    {
        ReadOnlyMemory<byte> file = File.ReadAllBytes(path);

        return Entries(file, path).OrderBy(entry => entry.Name, StringComparer.Ordinal);
    }

    private static List<(string Name, double[] Values)> Entries(ReadOnlyMemory<byte> file, string path)
    {
        try
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.Span);
            using var header = JsonDocument.Parse(file.Slice(sizeof(ulong), length));
            var data = file[(sizeof(ulong) + length)..];
            var found = new List<(string, double[])>();
            foreach (var entry in header.RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__"))
            {
                var (begin, end) = (entry.Value.GetProperty("data_offsets")[0].GetInt32(), entry.Value.GetProperty("data_offsets")[1].GetInt32());
                if (Values(entry.Value.GetProperty("dtype").GetString(), data.Span[begin..end]) is { } values)
                {
                    found.Add((entry.Name, values));
                }
            }

            return found;
        }
        catch (Exception fault) when (fault is ArgumentException or JsonException or KeyNotFoundException or IndexOutOfRangeException or FormatException or InvalidOperationException)
        {
            throw new ReproducibleException($"'{path}' is no whole safetensors file: {fault.Message}", "`dotnet cake --target=Doctor` says which runs are damaged.", fault);
        }
    }

    private static double[]? Values(string? type, ReadOnlySpan<byte> bytes) => type switch
    {
        "F64" => MemoryMarshal.Cast<byte, double>(bytes).ToArray(),
        "F32" => Array.ConvertAll(MemoryMarshal.Cast<byte, float>(bytes).ToArray(), value => (double)value),
        "F16" => Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(bytes).ToArray(), value => (double)value),
        "BF16" => Array.ConvertAll(MemoryMarshal.Cast<byte, ushort>(bytes).ToArray(), upper => (double)BitConverter.UInt32BitsToSingle((uint)upper << 16)),
        _ => null,
    };
}
