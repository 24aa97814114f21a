using System.Globalization;
using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Mlflow.Files;

/// <summary>Registered models in MLflow's files.</summary>
/// <param name="root">Absolute path of the folder of models; made when it is needed.</param>
/// <param name="drafts">On the same file system, where MLflow does not look: what is being made lies there meanwhile.</param>
/// <remarks>Layout: MLflow 3.11, mlflow/store/model_registry/file_store.py.</remarks>
internal sealed class FileModels(string root, string drafts)
{
    private const string Prefix = "version-";

    /// <summary>A version of these files by this run, under a model that is made when it is not there. Registering the same again gives the same version.</summary>
    /// <param name="now">Milliseconds since 1970.</param>
    /// <exception cref="ArgumentException">The name is none that MLflow takes.</exception>
    public ModelVersion Register(NewModelVersion version, long now)
    {
        if (string.IsNullOrWhiteSpace(version.Name) || version.Name == "." || version.Name.StartsWith("..", StringComparison.Ordinal) || version.Name.AsSpan().IndexOfAny("/\\:%") >= 0)
        {
            throw new ArgumentException($"'{version.Name}' is no name of a model: MLflow takes none that is empty, begins with two dots, or holds one of / \\ : %.", nameof(version));
        }

        var folder = Path.Combine(root, version.Name);
        EnsureModel(folder, version.Name, now);
        var there = Versions(folder).ToList();
        foreach (var known in there.Where(known => known.Meta.GetValueOrDefault("run_id") == version.RunId && known.Meta.GetValueOrDefault("source") == version.Source))
        {
            return Answer(version, known.Number);
        }

        var number = there.Select(known => known.Number).DefaultIfEmpty(0).Max() + 1;
        WriteVersion(Path.Combine(folder, $"{Prefix}{number}"), version, number, now);

        return Answer(version, number);
    }

    private static void EnsureModel(string folder, string name, long now)
    {
        foreach (var part in new[] { "aliases", "tags" })
        {
            Directory.CreateDirectory(Path.Combine(folder, part));
        }

        var file = Path.Combine(folder, MetaFile.Name);
        if (!File.Exists(file))
        {
            WholeFile.Write(file, MetaFile.Text(new Dictionary<string, object?>
            {
                ["aliases"] = new Dictionary<string, object?>(),
                ["creation_timestamp"] = now,
                ["description"] = null,
                ["last_updated_timestamp"] = now,
                ["name"] = name,
            }));
        }
    }

    private static IEnumerable<(long Number, IReadOnlyDictionary<string, string> Meta)> Versions(string folder) =>
        from path in Directory.EnumerateDirectories(folder, $"{Prefix}*")
        let number = long.TryParse(Path.GetFileName(path).AsSpan(Prefix.Length), CultureInfo.InvariantCulture, out var parsed) ? parsed : 0
        let meta = MetaFile.Read(path)
        where number > 0 && meta is not null
        orderby number
        select (number, meta);

    // Whole or not at all: the folder is moved to its place when it is full.
    private void WriteVersion(string place, NewModelVersion version, long number, long now)
    {
        var draft = Path.Combine(drafts, Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(Path.Combine(draft, "tags"));
            foreach (var tag in version.Tags)
            {
                File.WriteAllText(Path.Combine(draft, "tags", tag.Key), tag.Value);
            }

            File.WriteAllText(Path.Combine(draft, MetaFile.Name), MetaFile.Text(new Dictionary<string, object?>
            {
                ["creation_timestamp"] = now,
                ["current_stage"] = "None",
                ["description"] = version.Description,
                ["last_updated_timestamp"] = now,
                ["name"] = version.Name,
                ["run_id"] = version.RunId,
                ["run_link"] = null,
                ["source"] = version.Source,
                ["status"] = "READY",
                ["status_message"] = null,
                ["storage_location"] = version.Source,
                ["user_id"] = null,
                ["version"] = number,
            }));
            Directory.Move(draft, place);
        }
        finally
        {
            if (Directory.Exists(draft))
            {
                Directory.Delete(draft, recursive: true);
            }
        }
    }

    private static ModelVersion Answer(NewModelVersion version, long number) =>
        new(version.Name, number.ToString(CultureInfo.InvariantCulture), version.RunId, version.Source, "READY");
}
