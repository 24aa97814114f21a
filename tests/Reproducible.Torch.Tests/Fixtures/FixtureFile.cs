using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests.Fixtures;

/// <summary>Tensors that Python computed on the same libtorch, by name; make_fixtures.py says how and with which versions.</summary>
/// <remarks>Reads the format by itself, so that a mistake in the engine's own reader can't hide one here.</remarks>
internal sealed class FixtureFile
{
    private readonly Dictionary<string, (string Type, long[] Shape, ReadOnlyMemory<byte> Data)> entries = [];

    internal FixtureFile(string name)
    {
        Read(PathOf($"{name}.safetensors"));
        if (PathOf($"{name}.{FixtureEngine.Name}.safetensors") is var beside && File.Exists(beside))
        {
            Read(beside);
        }
    }

    /// <summary>A new tensor; the open scope owns it.</summary>
    internal Tensor this[string name]
    {
        get
        {
            var (type, shape, memory) = entries[name];
            var data = memory.Span;
            switch (type)
            {
                case "F32":
                    var real = empty(shape, ScalarType.Float32);
                    real.CopyFrom<float>(MemoryMarshal.Cast<byte, float>(data));
                    return real;
                case "I64":
                    var whole = empty(shape, ScalarType.Int64);
                    whole.CopyFrom<long>(MemoryMarshal.Cast<byte, long>(data));
                    return whole;
                default:
                    throw new ArgumentException($"'{name}' is {type}; the fixtures are F32 and I64.");
            }
        }
    }

    internal static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Fixtures", file);

    internal bool Has(string name) => entries.ContainsKey(name);

    /// <summary>The rest of the names that begin with a prefix, in the file's order.</summary>
    internal IEnumerable<string> Under(string prefix) =>
        entries.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..]);

    // What a later file holds takes the place of what an earlier one held under the same name.
    private void Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var header = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        using var json = JsonDocument.Parse(bytes.AsMemory(8, header));
        foreach (var entry in json.RootElement.EnumerateObject())
        {
            var offsets = entry.Value.GetProperty("data_offsets");
            entries[entry.Name] = (
                entry.Value.GetProperty("dtype").GetString()!,
                [.. entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())],
                bytes.AsMemory((8 + header + offsets[0].GetInt32())..(8 + header + offsets[1].GetInt32())));
        }
    }
}
