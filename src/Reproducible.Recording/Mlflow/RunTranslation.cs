using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Mlflow;

/// <summary>Says a run in MLflow's words.</summary>
/// <param name="result">The experiment that holds it.</param>
/// <param name="withWeights">Whether the weights go along as an artifact.</param>
/// <param name="user">Whose runs these are.</param>
internal sealed class RunTranslation(ExperimentResult result, bool withWeights, string user)
{
    // Of MLflow's databases.
    private const int NameLength = 250;

    private static readonly string[] Files = [ReceiptFile.Name, RunFiles.Metrics, RunFiles.Trace, RunFiles.Log, RunFiles.Weights];

    // Short parts of the key, whose values are worth a column.
    private static readonly string[] Decides = [KeyParts.Engine, KeyParts.Device, KeyParts.Threads, KeyParts.InstructionSet, KeyParts.Dtype];

    private readonly bool manyDatasets = result.Runs.Select(run => run.Spec.Dataset.ToString()).Distinct().Count() > 1;
    private readonly bool manyBackbones = result.Runs.Select(run => run.Spec.Backbone.ToString()).Distinct().Count() > 1;

    /// <summary>SHA-256 of a run's receipt as it lies in the store.</summary>
    public static string ReceiptHash(RunRecord run)
    {
        var file = Path.Combine(run.Folder, "receipt.json");

        return Convert.ToHexStringLower(SHA256.HashData(
            File.Exists(file) ? File.ReadAllBytes(file) : ReceiptFile.Write(run.Receipt)));
    }

    /// <summary>The run, with all of its numbers and its files.</summary>
    public MlflowRun Of(RunRecord run)
    {
        var (receipt, values) = (run.Receipt, new LongValues());
        var (hash, name) = (ReceiptHash(run), NameOf(run.Spec));
        var start = receipt.StartedAt.ToUnixTimeMilliseconds();
        var end = start + (long)(receipt.TotalSeconds * 1000);
        var (parameters, tags) = (ParamsOf(run, values), TagsOf(run, name, hash, values));
        var metrics = new RunMetrics(run, start, end, values).All();

        return new()
        {
            Id = receipt.Id,
            ReceiptSha256 = hash,
            Name = name,
            Status = receipt.Status == RunStatus.Finished ? MlflowStatus.Finished : MlflowStatus.Failed,
            StartTime = start,
            EndTime = end,
            User = receipt.Environment.GetValueOrDefault("user", user),
            Params = parameters,
            Tags = tags,
            Metrics = metrics,
            Datasets = [DatasetOf(run)],
            Artifacts = [.. FilesOf(run), .. values.Artifacts],
        };
    }

    private static List<MlflowEntry> ParamsOf(RunRecord run, LongValues values) =>
        [.. run.Spec.Settings.Select(setting => values.Param(setting.Name, setting.Value))];

    private List<MlflowEntry> TagsOf(RunRecord run, string name, string hash, LongValues values)
    {
        var receipt = run.Receipt;
        IEnumerable<(string Name, string? Value)> tags =
        [
            (MlflowTags.RunName, name),
            (MlflowTags.User, receipt.Environment.GetValueOrDefault("user", user)),
            (MlflowTags.SourceName, Secrets.InText(receipt.Environment.GetValueOrDefault("command", result.Name))),
            (MlflowTags.SourceType, "LOCAL"),
            (MlflowTags.Commit, Known(receipt, "commit")),
            (MlflowTags.Dirty, Known(receipt, "dirty")),
            (MlflowTags.RunId, receipt.Id),
            (MlflowTags.Receipt, hash),
            ("reproducible.weights_sha256", receipt.WeightsSha256),
            ("reproducible.source_id", receipt.SourceId),
            ("reproducible.error", receipt.Error),
            ("reproducible.failed_step", receipt.FailedStep?.ToString(CultureInfo.InvariantCulture)),
            .. receipt.Key.OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => ($"reproducible.key.{part.Key}", (string?)part.Value.Sha256)),
            .. from part in Decides
               from value in receipt.Key.GetValueOrDefault(part)?.Values ?? new Dictionary<string, string>()
               select ($"reproducible.{(value.Key == part ? part : $"{part}.{value.Key}")}", (string?)value.Value),
            .. receipt.Examples.OrderBy(part => part.Key, StringComparer.Ordinal)
                .Select(part => ($"reproducible.examples.{part.Key}", (string?)part.Value.ToString(CultureInfo.InvariantCulture))),
        ];

        return [.. tags.Where(tag => !string.IsNullOrEmpty(tag.Value)).Select(tag => values.Tag(tag.Name, tag.Value!))];
    }

    private static string? Known(Receipt receipt, string fact) =>
        receipt.Environment.GetValueOrDefault(fact) is { } value and not "unknown" ? value : null;

    private static MlflowDataset DatasetOf(RunRecord run)
    {
        var text = run.Spec.Dataset.ToString();
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{text}\n{run.Receipt.Key.GetValueOrDefault(KeyParts.Data)?.Sha256}")));
        var examples = run.Receipt.Examples.OrderBy(split => split.Key, StringComparer.Ordinal).ToDictionary();
        var files = run.Receipt.Data.OrderBy(file => file.Key, StringComparer.Ordinal).ToDictionary();

        return new(
            text.Length <= 500 ? text : run.Spec.Dataset.Name,
            digest[..32],
            "local",
            JsonSerializer.Serialize(new { uri = run.Spec.Dataset.Name, sha256 = files }),
            JsonSerializer.Serialize(new { num_rows = run.Receipt.Examples.Values.Sum(), examples }),
            "train");
    }

    private IEnumerable<MlflowArtifact> FilesOf(RunRecord run) =>
        Files
            .Where(name => withWeights || name != RunFiles.Weights)
            .Where(name => File.Exists(Path.Combine(run.Folder, name)))
            .Select(name => MlflowArtifact.File(name, Path.Combine(run.Folder, name)));

    // Short where the experiment leaves no doubt: an experiment of one dataset and one backbone names neither.
    private string NameOf(RunSpec spec)
    {
        var name = string.Join(' ', new[]
        {
            spec.Strategy.ToString(),
            manyDatasets ? spec.Dataset.ToString() : "",
            manyBackbones ? spec.Backbone.ToString() : "",
        }.Where(part => part.Length > 0));
        var seed = string.Create(CultureInfo.InvariantCulture, $" seed {spec.Seed}");

        // The parameters have it whole.
        return name.Length + seed.Length <= NameLength ? name + seed : $"{LongValues.Start(name, NameLength - seed.Length - 1)}…{seed}";
    }
}
