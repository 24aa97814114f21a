using System.Globalization;
using System.Text;
using Reproducible.Keys;
using Reproducible.Recording.Mlflow.Rest;
using Reproducible.Recording.Mlflow.Shipping;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Recording.Mlflow.Translation;

/// <summary>What identifies and explains a run, as MLflow's tags.</summary>
/// <param name="store">The store's name: <see cref="ShippingJournal.StoreName"/>.</param>
internal sealed class RunTags(MlflowOptions options, string store)
{
    /// <summary>A longer diff is kept whole with the parent, which many runs share.</summary>
    private const int DiffLength = 3000;

    // Values of the key that are worth a column; of the engine its version alone, the receipt has each of its libraries.
    private static readonly string[] Decides = [KeyParts.Engine, KeyParts.Device, KeyParts.Threads, KeyParts.InstructionSet, KeyParts.Dtype];

    private static readonly string[] EngineFacts = ["libtorch", "dotnet"];

    /// <summary>Whose run.</summary>
    public string UserOf(Receipt receipt) => receipt.Environment.GetValueOrDefault("user", options.User);

    /// <summary>
    /// The tags of a run. What all seeds have in common is said by their parent, but for what people look for at a run: a tag costs a server more than
    /// a metric's point, a row when the run is made and an object again when it ends.
    /// </summary>
    /// <param name="parent">MLflow's id of its parent; null: none.</param>
    public IReadOnlyList<MlflowEntry> Of(StoredRun run, string name, string experiment, string? parent, LongValues values)
    {
        var receipt = run.Receipt;

        return Entries(values,
        [
            .. Common(run, name, experiment),
            (MlflowTags.Parent, parent),
            (MlflowTags.Kind, "run"),
            (MlflowTags.RunId, receipt.Id),
            (MlflowTags.Receipt, run.ReceiptSha256),
            ("reproducible.weights_sha256", receipt.WeightsSha256),
            ("reproducible.source_id", receipt.SourceId),
            ("reproducible.error", receipt.Error),
            ("reproducible.failed_step", receipt.FailedStep?.ToString(CultureInfo.InvariantCulture)),
            (MlflowTags.Key, string.Join(' ', receipt.Key.OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => $"{part.Key}={part.Value.Sha256}"))),
        ]);
    }

    /// <summary>The tags of a group's parent run.</summary>
    /// <param name="sha256">Of all that it says.</param>
    public IReadOnlyList<MlflowEntry> Of(SeedGroup group, string name, string experiment, string sha256, string note, string verdict, LongValues values) => Entries(values,
    [
        .. Common(group.Newest, name, experiment),
        (MlflowTags.Command, Secrets.InText(group.Newest.Receipt.Environment.GetValueOrDefault("command", ""))),
        (MlflowTags.Note, note),
        (MlflowTags.Kind, "summary"),
        (MlflowTags.RunId, group.Id),
        (MlflowTags.Receipt, sha256),
        (MlflowTags.Verdict, verdict),
        .. Keys(group.Newest.Receipt).Where(tag => tag.Name != $"{MlflowTags.Key}.{KeyParts.Settings}"),
        .. group.Newest.Receipt.Examples.OrderBy(part => part.Key, StringComparer.Ordinal)
            .Select(part => ($"reproducible.examples.{part.Key}", (string?)part.Value.ToString(CultureInfo.InvariantCulture))),
    ]);

    /// <summary>The uncommitted changes that a run was computed with; null: none, or none that is kept.</summary>
    public static string? DiffOf(StoredRun run)
    {
        if (run.Receipt.Patch is not { } patch || Path.GetDirectoryName(run.Folder) is not { Length: > 0 } folder)
        {
            return null;
        }

        try
        {
            return new RunStore(folder).Objects.Find(patch) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
        }
        catch (ReproducibleException)
        {
            // Damaged: `Doctor` says so, and half a diff would be a lie.
            return null;
        }
    }

    /// <summary>Where a parent keeps a whole diff.</summary>
    public static string DiffPath(string patch) => $"patches/{patch[..12]}.diff";

    private IEnumerable<(string Name, string? Value)> Common(StoredRun run, string name, string experiment)
    {
        var receipt = run.Receipt;

        return
        [
            (MlflowTags.RunName, name),
            (MlflowTags.User, UserOf(receipt)),
            (MlflowTags.SourceName, CommandOf(receipt, experiment)),
            (MlflowTags.SourceType, "LOCAL"),
            (MlflowTags.Commit, Known(receipt, "commit")),
            (MlflowTags.Branch, Known(receipt, "branch")),
            (MlflowTags.Dirty, Known(receipt, "dirty")),
            (MlflowTags.Diff, Shown(DiffOf(run), receipt.Patch)),
            (MlflowTags.Repository, Known(receipt, "commit") is null ? null : options.Repository),
            (MlflowTags.Store, store),
        ];
    }

    /// <summary>The call that gives this run: what a reader needs, and not how its worker was started.</summary>
    private static string CommandOf(Receipt receipt, string experiment) => $"dotnet cake --target={experiment} {Changes.Of(receipt.Overrides)}".TrimEnd();

    private static string? Shown(string? diff, string? patch) => diff is null || diff.Length <= DiffLength
        ? diff
        : $"{LongValues.Start(diff, DiffLength)}\n… ({diff.Length} characters; whole in the parent run's artifact {DiffPath(patch!)})";

    private static IEnumerable<(string Name, string? Value)> Keys(Receipt receipt) =>
    [
        .. receipt.Key.OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => ($"{MlflowTags.Key}.{part.Key}", (string?)part.Value.Sha256)),
        .. from part in Decides
           from value in receipt.Key.GetValueOrDefault(part)?.Values ?? new Dictionary<string, string>()
           where part != KeyParts.Engine || EngineFacts.Contains(value.Key)
           select ($"reproducible.{(value.Key == part ? part : $"{part}.{value.Key}")}", (string?)value.Value),
    ];

    private static string? Known(Receipt receipt, string fact) =>
        receipt.Environment.GetValueOrDefault(fact) is { } value and not "unknown" ? value : null;

    private static List<MlflowEntry> Entries(LongValues values, IEnumerable<(string Name, string? Value)> tags) =>
        [.. tags.Where(tag => !string.IsNullOrEmpty(tag.Value)).Select(tag => values.Tag(tag.Name, tag.Value!))];
}
