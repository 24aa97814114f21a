using static Reproducible.Torch.torch;

namespace Reproducible.Torch;

/// <summary>The format's names of element types.</summary>
internal static class SafetensorsTypes
{
    // In the format's own order, which is also the order of the bytes in a file from last to first.
    private static readonly (string Name, ScalarType Type)[] Known =
    [
        ("BOOL", ScalarType.Bool), ("U8", ScalarType.Byte), ("I8", ScalarType.Int8), ("I16", ScalarType.Int16),
        ("F16", ScalarType.Float16), ("BF16", ScalarType.BFloat16), ("I32", ScalarType.Int32), ("F32", ScalarType.Float32),
        ("F64", ScalarType.Float64), ("I64", ScalarType.Int64),
    ];

    internal static string Names => string.Join(", ", Known.Select(known => known.Name));

    internal static ScalarType? Parse(string name) => Array.Find(Known, known => known.Name == name) is { Name: not null } found ? found.Type : null;

    internal static string? NameOf(ScalarType type) => Array.Find(Known, known => known.Type == type).Name;

    internal static int Rank(ScalarType type) => Array.FindIndex(Known, known => known.Type == type);
}
