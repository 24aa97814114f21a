using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Mlflow.Files;

/// <summary>The folder of one run: meta.yaml, metrics, params, tags, inputs, artifacts.</summary>
internal static partial class RunFolder
{
    // MLflow's number for a run that a local program made.
    private const long LocalSource = 4;

    /// <summary>Writes it all.</summary>
    /// <param name="folder">Absolute path; must not be there.</param>
    /// <param name="place">The run's id and artifact address, where the folder will lie in the end.</param>
    public static async Task WriteAsync(string folder, MlflowRun run, MlflowReference place, string experimentId, CancellationToken cancel)
    {
        foreach (var name in new[] { "artifacts", "metrics", "params", "tags" })
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
        }

        WriteText(folder, MetaFile.Name, Meta(run, place, experimentId));
        foreach (var parameter in run.Params)
        {
            WriteText(folder, $"params/{parameter.Key}", parameter.Value);
        }

        foreach (var tag in run.Tags)
        {
            WriteText(folder, $"tags/{tag.Key}", tag.Value);
        }

        foreach (var metric in run.Metrics.GroupBy(point => point.Key))
        {
            WriteText(folder, $"metrics/{metric.Key}", string.Concat(metric.Select(Line)));
        }

        foreach (var dataset in run.Datasets)
        {
            WriteInput(folder, dataset, place.RunId);
        }

        foreach (var artifact in run.Artifacts)
        {
            await CopyAsync(Path.Combine(folder, "artifacts"), artifact, cancel);
        }
    }

    /// <summary>Streams an artifact into a folder, beside its place first and then renamed.</summary>
    public static async Task CopyAsync(string folder, MlflowArtifact artifact, CancellationToken cancel)
    {
        await using var content = artifact.Open();
        await FolderArtifacts.WriteAsync(Path.Combine(folder, artifact.Path), content, cancel);
    }

    /// <summary>Ends a run that goes on.</summary>
    /// <param name="now">Milliseconds since 1970.</param>
    /// <returns>False when it had ended.</returns>
    public static bool End(string folder, MlflowStatus status, long now)
    {
        var file = Path.Combine(folder, MetaFile.Name);
        var (text, running) = (File.ReadAllText(file), $"\nstatus: {(int)MlflowStatus.Running}\n");
        if (!text.Contains(running, StringComparison.Ordinal))
        {
            return false;
        }

        var ended = text.Replace(running, $"\nstatus: {(int)status}\n", StringComparison.Ordinal);
        WholeFile.Write(file, EndTime().Replace(ended, string.Create(CultureInfo.InvariantCulture, $"end_time: {now}")));

        return true;
    }

    /// <summary>MLflow's id of a dataset: MD5 over name and digest.</summary>
    public static string DatasetId(MlflowDataset dataset) => Md5(dataset.Name, dataset.Digest);

    private static string Meta(MlflowRun run, MlflowReference place, string experimentId) => MetaFile.Text(new Dictionary<string, object?>
    {
        ["artifact_uri"] = place.ArtifactUri,
        ["end_time"] = run.Status == MlflowStatus.Running ? null : run.EndTime,
        ["entry_point_name"] = "",
        ["experiment_id"] = experimentId,
        ["lifecycle_stage"] = "active",
        ["run_id"] = place.RunId,
        ["run_name"] = run.Name,
        ["run_uuid"] = place.RunId,
        ["source_name"] = "",
        ["source_type"] = LocalSource,
        ["source_version"] = "",
        ["start_time"] = run.StartTime,
        ["status"] = (long)run.Status,
        ["tags"] = Array.Empty<string>(),
        ["user_id"] = run.User,
    });

    private static void WriteInput(string folder, MlflowDataset dataset, string runId)
    {
        var id = DatasetId(dataset);
        WriteText(folder, $"inputs/{Md5(id, runId)}/{MetaFile.Name}", MetaFile.Text(new Dictionary<string, object?>
        {
            // As MLflow itself writes it: the destination's id is the dataset's once more.
            ["destination_id"] = id,
            ["destination_type"] = "RUN",
            ["source_id"] = id,
            ["source_type"] = "DATASET",
            ["tags"] = new Dictionary<string, object?> { [MlflowTags.DataContext] = dataset.Context },
        }));
    }

    private static string Line(MlflowMetric point) =>
        string.Create(CultureInfo.InvariantCulture, $"{point.Timestamp} {PythonFloat.Text(point.Value)} {point.Step}\n");

    private static void WriteText(string folder, string path, string text)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    // A name in MLflow's layout, no protection of anything.
    private static string Md5(string first, string second) =>
#pragma warning disable CA5351 // The layout of MLflow's file store asks for MD5.
        Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(first + second)));
#pragma warning restore CA5351

    [GeneratedRegex("^end_time: .*$", RegexOptions.Multiline)]
    private static partial Regex EndTime();
}
