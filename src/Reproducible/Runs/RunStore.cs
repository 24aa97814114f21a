using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reproducible.Runs;

/// <summary>One folder a run under results/store; the single truth about what was done. A folder is whole or absent.</summary>
/// <param name="folder">Absolute path; made when the first run is saved.</param>
public sealed class RunStore(string folder)
{
    /// <summary>How every JSON file of the store is written: snake_case, indented, enums by name.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Absolute path of a run's folder, there or not.</summary>
    public string FolderOf(string id) => Path.Combine(folder, id);
}
