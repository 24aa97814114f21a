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

        // Read by people and programs, never put into a page: "+" may stay "+".
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Absolute path of a run's folder, there or not.</summary>
    public string FolderOf(string id) => Path.Combine(folder, id);

    /// <summary>Absolute path of a finished run's weights, there or not.</summary>
    public string WeightsOf(string id) => Path.Combine(FolderOf(id), "weights.safetensors");

    /// <summary>The run as stored, finished or failed; null when it is not there.</summary>
    /// <param name="reused">Whether it was there before this call; only passed on.</param>
    /// <exception cref="ReproducibleException">Its files are damaged.</exception>
    public RunRecord? Find(RunSpec spec, string id, bool reused = true)
    {
        var path = Path.Combine(FolderOf(id), "receipt.json");
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var receipt = JsonSerializer.Deserialize<Receipt>(File.ReadAllBytes(path), Json)!;
            return new(spec, receipt, EpochTable.Read(Path.Combine(FolderOf(id), "metrics.csv")), FolderOf(id), reused);
        }
        catch (Exception fault) when (fault is JsonException or IOException or CsvHelper.CsvFormatException or FormatException)
        {
            throw new ReproducibleException(
                $"The stored run '{FolderOf(id)}' cannot be read: {fault.Message}", "Delete that folder; the run is then done again.", fault);
        }
    }

    /// <summary>Writes a run, whole or not at all; a run of the same id that failed before is replaced.</summary>
    /// <param name="receipt">Made after <paramref name="writeFiles"/>, so that it can hold their hashes.</param>
    /// <param name="writeFiles">Writes further files into the folder it is given: weights, a log.</param>
    /// <exception cref="ReproducibleException">The disk is full or read-only.</exception>
    public RunRecord Save(RunSpec spec, string id, Func<Receipt> receipt, IReadOnlyList<EpochMetrics> epochs, Action<string> writeFiles)
    {
        var (place, draft) = (FolderOf(id), Path.Combine(folder, ".draft", $"{id}-{System.Environment.ProcessId}"));
        try
        {
            Directory.CreateDirectory(draft);
            writeFiles(draft);
            var written = receipt();
            EpochTable.Write(Path.Combine(draft, "metrics.csv"), epochs);
            File.WriteAllBytes(Path.Combine(draft, "receipt.json"), JsonSerializer.SerializeToUtf8Bytes(written, Json));
            foreach (var file in Directory.EnumerateFiles(draft))
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
                stream.Flush(flushToDisk: true);
            }

            Replace(draft, place);

            return new(spec, written, epochs, place, Reused: false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or Torch.TorchException)
        {
            throw new ReproducibleException(
                $"Run {id} cannot be written to '{folder}': {fault.Message}", "Free space or rights there, or name another folder with --results=.", fault);
        }
        finally
        {
            Discard(draft);
        }
    }

    private static void Replace(string draft, string place)
    {
        if (Directory.Exists(place))
        {
            var old = $"{draft}-old";
            Directory.Move(place, old);
            Directory.Move(draft, place);
            Discard(old);
            return;
        }

        Directory.Move(draft, place);
    }

    private static void Discard(string draft)
    {
        try
        {
            Directory.Delete(draft, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Nothing refers to a draft; what stays of it is only space.
        }
    }
}
