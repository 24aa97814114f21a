using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Mlflow.Files;

/// <summary>A folder in the layout of MLflow's file store, which its UI opens and <c>mlflow migrate-filestore</c> imports.</summary>
/// <param name="root">Absolute path; made when it is not there.</param>
/// <remarks>Layout: MLflow 3.11, mlflow/store/tracking/file_store.py; <c>run_uuid</c> is added for the readers of 2.x.</remarks>
internal sealed class FileStore(string root) : MlflowStore
{
    /// <inheritdoc/>
    public override string Name => root;

    /// <inheritdoc/>
    public override int Parallelism => 1;

    /// <summary>Milliseconds since 1970 for what is made now; a test sets it.</summary>
    public Func<long> Now { get; init; } = () => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    private string Trash => Path.Combine(root, ".trash");

    // MLflow takes what lies in its trash for deleted experiments, and anything beside them for an experiment, unless its name ends as the trash's.
    private string Drafts => Path.Combine(root, ".drafts.trash");

    /// <inheritdoc/>
    public override bool MayHold(MlflowReference run) => Directory.Exists(FileExperiment.FolderOf(run.ArtifactUri));

    /// <inheritdoc/>
    public override Task<MlflowExperiment> OpenAsync(string name, CancellationToken cancel)
    {
        try
        {
            Directory.CreateDirectory(Trash);
            Directory.CreateDirectory(Drafts);
            RemoveOldDrafts();
            CreateUnlessThere("0", "Default");
            if (Find(Trash, name) is { } deleted)
            {
                throw new MlflowException(
                    $"experiment '{name}' is deleted there, and its name is still taken.",
                    $"Restore it with `mlflow experiments restore --experiment-id {Path.GetFileName(deleted)}`, or remove the folder '{deleted}'.");
            }

            var folder = Find(root, name) ?? CreateUnlessThere(NewId(name), name);

            return Task.FromResult<MlflowExperiment>(new FileExperiment(folder, Drafts));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(root, fault);
        }
    }

    /// <inheritdoc/>
    public override Task<ModelVersion> RegisterAsync(NewModelVersion version, CancellationToken cancel)
    {
        try
        {
            Directory.CreateDirectory(Drafts);

            return Task.FromResult(new FileModels(Path.Combine(root, "models"), Drafts).Register(version, Now()));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(root, fault);
        }
    }

    /// <summary>What is said of a folder that cannot be written to.</summary>
    public static MlflowException Unwritable(string path, Exception fault) => new(
        $"'{path}' cannot be written to: {fault.Message.TrimEnd('.')}.", "Make it a writable folder, or name another with --mlflow or MLFLOW_TRACKING_URI.") { Outage = true };

    /// <summary>A path as MLflow writes it: <c>file:///data/my%20runs</c>.</summary>
    public static string UriOf(string path) => $"file://{string.Join('/', path.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString))}";

    // What a killed process was writing; one that still writes is younger.
    private void RemoveOldDrafts()
    {
        foreach (var draft in Directory.EnumerateDirectories(Drafts).Where(draft => Directory.GetLastWriteTimeUtc(draft) < DateTime.UtcNow.AddHours(-1)))
        {
            Directory.Delete(draft, recursive: true);
        }
    }

    private static string? Find(string folder, string name) => Directory.EnumerateDirectories(folder)
        .Where(path => !Path.GetFileName(path).StartsWith('.'))
        .FirstOrDefault(path => MetaFile.Read(path)?.GetValueOrDefault("name") == name);

    private string CreateUnlessThere(string id, string name)
    {
        var folder = Path.Combine(root, id);
        if (!File.Exists(Path.Combine(folder, MetaFile.Name)))
        {
            var now = Now();
            WholeFile.Write(Path.Combine(folder, MetaFile.Name), MetaFile.Text(new Dictionary<string, object?>
            {
                ["artifact_location"] = UriOf(folder),
                ["creation_time"] = now,
                ["experiment_id"] = id,
                ["last_update_time"] = now,
                ["lifecycle_stage"] = "active",
                ["name"] = name,
            }));
        }

        return folder;
    }

    // MLflow draws 18 digits at random. Drawn from the name, two processes that start at once make one experiment, not two.
    private string NewId(string name)
    {
        var first = 100_000_000_000_000_000;
        var hash = new BigInteger(SHA256.HashData(Encoding.UTF8.GetBytes(name)), isUnsigned: true);
        var id = first + (long)(hash % (9 * first));
        while (Directory.Exists(Path.Combine(root, Text(id))) || Directory.Exists(Path.Combine(Trash, Text(id))))
        {
            id++;
        }

        return Text(id);

        static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
