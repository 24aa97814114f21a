using Reproducible.Recording.Mlflow;
using Reproducible.Recording.Mlflow.Files;
using Reproducible.Runs;

namespace Reproducible.Recording.Tests.Mlflow.Files;

public sealed class FileStoreTests : IDisposable
{
    // Drawn from the names, so they are the same everywhere.
    private const string Experiment = "Source.Garments";
    private readonly TempFolder folder = new();

    [Fact]
    public async Task Writes_a_run_byte_by_byte()
    {
        var result = Sample.OneRun(Sample.Run(new Tune(), 3, "0000000000000002", folder["results/store/0000000000000002"], epochs: 2), Experiment);
        await WriteAsync(result);

        var (experiment, run) = (ExperimentFolder(), Path.GetFileName(RunFolder()));
        var start = Sample.Start.ToUnixTimeMilliseconds();
        Assert.Equal(
            [
                "artifacts/receipt.json",
                "meta.yaml",
                "metrics/learning_rate", "metrics/test_accuracy", "metrics/test_f1", "metrics/test_loss", "metrics/test_precision", "metrics/test_recall",
                "metrics/train_accuracy", "metrics/train_loss", "metrics/train_seconds", "metrics/val_accuracy", "metrics/val_f1", "metrics/val_loss",
                .. result.Runs[0].Spec.Settings.Select(setting => $"params/{setting.Name}").Order(StringComparer.Ordinal),
                "tags/mlflow.parentRunId", "tags/mlflow.runName", "tags/mlflow.source.git.commit", "tags/mlflow.source.git.dirty", "tags/mlflow.source.name", "tags/mlflow.source.type", "tags/mlflow.user",
                "tags/reproducible.key", "tags/reproducible.kind", "tags/reproducible.receipt_sha256", "tags/reproducible.run_id",
                "tags/reproducible.source_id", "tags/reproducible.store", "tags/reproducible.weights_sha256",
            ],
            folder.Files($"mlruns/{experiment}/{run}"));
        Assert.Equal(
            $"""
            artifact_uri: file://{folder.Path}/mlruns/{experiment}/{run}/artifacts
            end_time: {start + 4000}
            entry_point_name: ''
            experiment_id: '{experiment}'
            lifecycle_stage: active
            run_id: {run}
            run_name: Tune seed 3
            run_uuid: {run}
            source_name: ''
            source_type: 4
            source_version: ''
            start_time: {start}
            status: 3
            tags: []
            user_id: ada

            """,
            Read("meta.yaml").Replace($"'{run}'", run, StringComparison.Ordinal));
        Assert.Equal($"{start + 2750} 0.1 1\n{start + 4000} 0.05 2\n", Read("metrics/learning_rate"));
        Assert.Equal($"{start + 4000} 0.5 0\n", Read("metrics/test_accuracy"));
        Assert.Equal("Tune", Read("params/strategy"));
        Assert.Equal("Tune seed 3", Read("tags/mlflow.runName"));
        Assert.Equal(File.ReadAllText(folder["results/store/0000000000000002/receipt.json"]), Read("artifacts/receipt.json"));
    }

    [Fact]
    public async Task Writes_the_parent_of_a_run_and_ends_it()
    {
        await WriteAsync(OneRun());

        var parent = ParentFolder();
        Assert.Equal(Path.GetFileName(parent), Read("tags/mlflow.parentRunId"));
        Assert.Contains("status: 3\n", File.ReadAllText(Path.Combine(parent, "meta.yaml")), StringComparison.Ordinal);
        Assert.Equal($"{Sample.Start.ToUnixTimeMilliseconds() + 4000} 0.5 0\n", File.ReadAllText(Path.Combine(parent, "metrics", "test_accuracy_mean")));
        Assert.Equal(["epochs.csv", "seeds.csv", "summary.csv", "summary.svg"], Directory.GetFiles(Path.Combine(parent, "artifacts")).Select(path => Path.GetFileName(path)).Order());
    }

    [Fact]
    public async Task Makes_a_store_that_a_UI_opens()
    {
        await WriteAsync(OneRun());

        Assert.Equal(
            $"""
            artifact_location: file://{folder.Path}/mlruns/0
            creation_time: 1767323045000
            experiment_id: '0'
            last_update_time: 1767323045000
            lifecycle_stage: active
            name: Default

            """,
            File.ReadAllText(folder["mlruns/0/meta.yaml"]));
        Assert.Matches("^[0-9]{18}$", ExperimentFolder());
        Assert.Contains($"name: {Experiment}\n", File.ReadAllText(folder[$"mlruns/{ExperimentFolder()}/meta.yaml"]), StringComparison.Ordinal);
        Assert.True(Directory.Exists(folder["mlruns/.trash"]));
        Assert.Empty(folder.Files("mlruns/.drafts.trash"));
        Assert.StartsWith("One run.\n", File.ReadAllText(folder[$"mlruns/{ExperimentFolder()}/tags/mlflow.note.content"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_the_dataset_with_the_parent_as_MLflow_does()
    {
        await WriteAsync(OneRun());

        var dataset = Path.GetFileName(Assert.Single(Directory.GetDirectories(folder[$"mlruns/{ExperimentFolder()}/datasets"])));
        var meta = MetaFile.Read(folder[$"mlruns/{ExperimentFolder()}/datasets/{dataset}"])!;
        var parent = ParentFolder();
        var input = Assert.Single(Directory.GetDirectories(Path.Combine(parent, "inputs")));
        Assert.Equal(Md5(meta["name"] + meta["digest"]), dataset);
        Assert.Equal(Md5(dataset + Path.GetFileName(parent)), Path.GetFileName(input));
        Assert.Equal(
            $"destination_id: {dataset}\ndestination_type: RUN\nsource_id: {dataset}\nsource_type: DATASET\ntags:\n  mlflow.data.context: train\n",
            File.ReadAllText(Path.Combine(input, "meta.yaml")).Replace($"'{dataset}'", dataset, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Leaves_one_copy_when_it_writes_twice_even_without_its_journal()
    {
        await WriteAsync(OneRun());
        var before = Snapshot();
        Directory.Delete(folder["results/store/.shipped"], recursive: true);
        await WriteAsync(OneRun());

        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public async Task Replaces_a_run_whose_receipt_changed_and_keeps_what_people_added()
    {
        await WriteAsync(OneRun(error: "killed"));
        var run = RunFolder();
        File.WriteAllText(Path.Combine(run, "tags", "mlflow.note.content"), "look at this one");
        await WriteAsync(OneRun());

        Assert.Equal(run, RunFolder());
        Assert.Contains("status: 3\n", Read("meta.yaml"), StringComparison.Ordinal);
        Assert.Equal("look at this one", Read("tags/mlflow.note.content"));
        Assert.False(File.Exists(Path.Combine(run, "tags", "reproducible.error")));
        Assert.Equal(2, File.ReadAllLines(Path.Combine(run, "metrics", "val_loss")).Length);
        Assert.Empty(folder.Files("mlruns/.drafts.trash"));
    }

    [Fact]
    public async Task Keeps_metrics_and_files_that_people_added_when_a_seed_changes_the_parent()
    {
        await WriteAsync(OneRun());
        var parent = ParentFolder();
        File.WriteAllText(Path.Combine(parent, "metrics", "by_hand"), "1 0.5 0\n");
        Directory.CreateDirectory(Path.Combine(parent, "artifacts", "figures"));
        File.WriteAllText(Path.Combine(parent, "artifacts", "figures", "mine.txt"), "mine");
        var before = File.ReadAllText(Path.Combine(parent, "tags", "reproducible.receipt_sha256"));
        await WriteAsync(OneRun(error: "killed"));

        Assert.NotEqual(before, File.ReadAllText(Path.Combine(parent, "tags", "reproducible.receipt_sha256")));
        Assert.Equal("1 0.5 0\n", File.ReadAllText(Path.Combine(parent, "metrics", "by_hand")));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(parent, "artifacts", "figures", "mine.txt")));
    }

    // As MLflow's own file store deletes a run: it writes meta.yaml anew.
    [Fact]
    public async Task Leaves_deleted_what_somebody_deleted_even_when_it_changes()
    {
        await WriteAsync(OneRun(error: "killed"));
        foreach (var place in new[] { RunFolder(), ParentFolder() })
        {
            var meta = Path.Combine(place, "meta.yaml");
            File.WriteAllText(meta, File.ReadAllText(meta).Replace("lifecycle_stage: active", "deleted_time: 1767323045000\nlifecycle_stage: deleted", StringComparison.Ordinal));
        }

        await WriteAsync(OneRun());

        Assert.Contains("lifecycle_stage: deleted\n", Read("meta.yaml"), StringComparison.Ordinal);
        Assert.Contains("lifecycle_stage: deleted\n", File.ReadAllText(Path.Combine(ParentFolder(), "meta.yaml")), StringComparison.Ordinal);
        Assert.Equal(0, Sink().PendingCount(OneRun()));
    }

    [Fact]
    public async Task Writes_again_what_was_removed_by_hand()
    {
        await WriteAsync(OneRun());
        Directory.Delete(folder["mlruns"], recursive: true);

        Assert.Equal(1, Sink().PendingCount(OneRun()));
        await WriteAsync(OneRun());
        Assert.Equal("Tune", Read("params/strategy"));
    }

    [Fact]
    public async Task Finds_a_run_that_MLflow_imported_under_another_id()
    {
        await WriteAsync(OneRun());
        var other = Path.Combine(Path.GetDirectoryName(RunFolder())!, new string('f', 32));
        Directory.Move(RunFolder(), other);
        await WriteAsync(OneRun(error: "killed"));

        Assert.Equal(other, RunFolder());
    }

    [Fact]
    public async Task Says_how_to_get_a_deleted_experiments_name_back()
    {
        await WriteAsync(OneRun());
        var id = ExperimentFolder();
        Directory.Move(folder[$"mlruns/{id}"], folder[$"mlruns/.trash/{id}"]);
        var fault = await Assert.ThrowsAsync<ReproducibleException>(() => WriteAsync(OneRun()));

        Assert.Contains($"experiment '{Experiment}' is deleted there", fault.Problem, StringComparison.Ordinal);
        Assert.Contains($"mlflow experiments restore --experiment-id {id}", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_which_folder_cannot_be_written_to()
    {
        File.WriteAllText(folder["mlruns"], "");
        var fault = await Assert.ThrowsAsync<ReproducibleException>(() => WriteAsync(OneRun()));

        Assert.Contains($"'{folder["mlruns"]}' cannot be written to", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("1 of 1 runs", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_values_that_are_not_finite()
    {
        var run = Sample.Run(new Tune(), 3, "0000000000000002", folder["results/store/0000000000000002"], error: "diverged");
        await WriteAsync(Sample.OneRun(run with { Epochs = [Sample.Epoch(1, 1e-5, double.NaN), Sample.Epoch(2, 0.1, double.PositiveInfinity)] }, Experiment));

        Assert.Equal(["nan", "inf"], File.ReadAllLines(Path.Combine(RunFolder(), "metrics", "val_loss")).Select(line => line.Split(' ')[1]));
        Assert.Contains("status: 4\n", Read("meta.yaml"), StringComparison.Ordinal);
    }

    // MLflow's pages ask for deleted experiments too, and break at a folder of the trash that is none; beside the experiments it leaves
    // out what ends in ".trash" (mlflow/store/tracking/file_store.py, _get_active_experiments).
    [Fact]
    public async Task Writes_nothing_half_where_MLflow_looks_for_experiments()
    {
        var seen = new List<string>();
        var run = Sample.Run(new Tune(), 3, "0000000000000002", folder["results/store/0000000000000002"]);
        using var watcher = new FileSystemWatcher(Directory.CreateDirectory(folder["mlruns/.trash"]).FullName);
        watcher.Created += (_, made) => seen.Add(made.Name!);
        watcher.EnableRaisingEvents = true;
        await WriteAsync(Sample.OneRun(run, Experiment));
        await Task.Delay(200, TestContext.Current.CancellationToken);

        Assert.Empty(seen);
        Assert.All(Directory.GetDirectories(folder["mlruns"]).Select(path => Path.GetFileName(path)), name => Assert.Matches(@"^([0-9]+|.*\.trash)$", name));
    }

    [Fact]
    public async Task Removes_what_a_killed_process_left_but_not_what_another_is_writing()
    {
        var (old, young) = (folder["mlruns/.drafts.trash/a-1"], folder["mlruns/.drafts.trash/b-2"]);
        Directory.CreateDirectory(old);
        Directory.CreateDirectory(young);
        Directory.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));
        await WriteAsync(OneRun());

        Assert.False(Directory.Exists(old));
        Assert.True(Directory.Exists(young));
    }

    [Fact]
    public void Writes_a_path_as_an_address() => Assert.Equal("file:///data/my%20runs/%23%C3%A4", FileStore.UriOf("/data/my runs/#ä"));

    public void Dispose() => folder.Dispose();

    private ExperimentResult OneRun(string? error = null) =>
        Sample.OneRun(Sample.Run(new Tune(), 3, "0000000000000002", folder["results/store/0000000000000002"], error: error), Experiment);

    private MlflowSink Sink() =>
        new(new FileStore(folder["mlruns"]) { Now = () => 1767323045000 }, folder["results"], new() { User = "ada", Environment = _ => null });

    private async Task WriteAsync(ExperimentResult result)
    {
        using var sink = Sink();
        await sink.WriteAsync(result, TestContext.Current.CancellationToken);
    }

    private string ExperimentFolder() =>
        Assert.Single(Directory.GetDirectories(folder["mlruns"]).Select(path => Path.GetFileName(path)), name => name != "0" && !name!.EndsWith(".trash", StringComparison.Ordinal));

    private string RunFolder() =>
        Assert.Single(Directory.GetDirectories(folder[$"mlruns/{ExperimentFolder()}"]), path => IsOfKind(path, "run"));

    private string ParentFolder() =>
        Assert.Single(Directory.GetDirectories(folder[$"mlruns/{ExperimentFolder()}"]), path => IsOfKind(path, "summary"));

    private static bool IsOfKind(string run, string kind) => File.Exists(Path.Combine(run, "tags", "reproducible.kind")) && File.ReadAllText(Path.Combine(run, "tags", "reproducible.kind")) == kind;

    private string Read(string file) => File.ReadAllText(Path.Combine(RunFolder(), file));

    private List<string> Snapshot() => [.. folder.Files("mlruns").Select(file => $"{file}\n{File.ReadAllText(folder[$"mlruns/{file}"])}")];

#pragma warning disable CA5351 // The layout of MLflow's file store asks for MD5.
    private static string Md5(string text) => Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
