using Reproducible.Recording.Mlflow;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Recording.Tests.Mlflow.Shipping;

public sealed class RegistrationTests : IDisposable
{
    private static readonly NamedExperiment Declared = SyntheticStore.Declared(3);

    private readonly MemoryServer server = new();
    private readonly TempFolder folder = new();
    private readonly SyntheticStore store;
    private readonly MlflowSink sink;

    public RegistrationTests()
    {
        store = new(folder.Path);
        sink = Sink(server.Address);
    }

    [Fact]
    public async Task Chooses_by_validation_and_says_so()
    {
        // All have the same validation accuracy; the loss of the last epoch is least for the greatest seed: 1/(3 + 2).
        var said = await RegisterAsync(Result());

        var version = Assert.Single(server.Versions);
        var run = server.Runs.Single(run => run.Id == (string)version["run_id"]!);
        Assert.Equal("2", run.Params["seed"]);
        Assert.EndsWith($"{run.Id}/artifacts/model", (string)version["source"]!, StringComparison.Ordinal);
        Assert.Contains("the best of 6 runs of Few.Labels by validation accuracy after the last epoch, 62.50 %", (string)version["description"]!, StringComparison.Ordinal);
        Assert.Contains("not chosen by its test accuracy", (string)version["description"]!, StringComparison.Ordinal);
        Assert.Equal("weights of seed 2", System.Text.Encoding.UTF8.GetString(run.Artifacts["model/weights.safetensors"]));
        Assert.Contains("tshirt version 1 at MLflow at ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describes_the_model_as_MLflow_reads_it()
    {
        await RegisterAsync(Result());

        var run = server.Runs.Single(run => run.Id == (string)Assert.Single(server.Versions)["run_id"]!);
        // Ids may look like numbers, and stand in quotes then.
        var written = System.Text.Encoding.UTF8.GetString(run.Artifacts["model/MLmodel"]).Replace("'", "", StringComparison.Ordinal);
        Assert.Equal(
            $"""
            artifact_path: model
            flavors:
              reproducible:
                backbone: TinyNet(Width=4)
                data: weights.safetensors
                format: safetensors
                receipt: receipt.json
                sha256: {new string('e', 64)}
            metadata:
              dataset: {run.Params["dataset"]}(LabelsPerClass=10, ValidationPerClass=100)
              experiment: Few.Labels
              run: {run.Tags["reproducible.run_id"]}
              seed: 2
              strategy: Tune
            model_size_bytes: {"weights of seed 2".Length}
            model_uuid: {run.Id}
            run_id: {run.Id}
            utc_time_created: {DateTimeOffset.FromUnixTimeMilliseconds(run.End!.Value).UtcDateTime:yyyy-MM-dd HH:mm:ss}.000000

            """,
            System.Text.RegularExpressions.Regex.Replace(written, "(?<=model_uuid: )[0-9a-f]{32}(?=\n)", run.Id));
    }

    [Fact]
    public async Task Makes_no_second_version_of_the_same_run()
    {
        await RegisterAsync(Result());
        await RegisterAsync(Result());

        Assert.Single(server.Versions);
    }

    [Fact]
    public async Task Does_not_compare_datasets()
    {
        var result = Result();
        var spec = Declared.Experiment.Runs[0];
        var other = new ExperimentResult("Other", "", [store.Add(spec with { Dataset = new Garments { LabelsPerClass = 5 } }, "Other")], []);
        var fault = await Assert.ThrowsAsync<ReproducibleException>(() => sink.RegisterAsync("tshirt", [result, other], TestContext.Current.CancellationToken));

        Assert.Contains("Validation accuracies of 2 datasets cannot be compared", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("--experiment=: there are Few.Labels, Other", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_the_run_has_to_be_there_first()
    {
        var fault = await Assert.ThrowsAsync<ReproducibleException>(() => sink.RegisterAsync("tshirt", [Result()], TestContext.Current.CancellationToken));

        Assert.Contains("does not have the best run", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("--target=Sync", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_a_server_has_no_registry()
    {
        server.HasModels = false;
        var fault = await Assert.ThrowsAsync<ReproducibleException>(() => RegisterAsync(Result()));

        Assert.Contains("has no model registry: it answered 404", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("--backend-store-uri sqlite:///mlflow.db", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registers_in_a_folder_too()
    {
        using var files = Sink(folder["mlruns"]);
        var result = Result();
        await files.WriteAsync(result, TestContext.Current.CancellationToken);
        var said = await files.RegisterAsync("tshirt", [result], TestContext.Current.CancellationToken);

        Assert.Contains("tshirt version 1 at MLflow at ", said, StringComparison.Ordinal);
        Assert.Contains("\nversion: 1\n", await File.ReadAllTextAsync(folder["mlruns/models/tshirt/version-1/meta.yaml"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tshirt-pullover", true)]
    [InlineData("T shirt_2.0", true)]
    [InlineData("a", true)]
    [InlineData("a/b", false)]
    [InlineData("a:b", false)]
    [InlineData(" a", false)]
    [InlineData("..", false)]
    [InlineData("", false)]
    public void Knows_which_names_every_server_takes(string name, bool legal) => Assert.Equal(legal, MlflowSink.IsModelName(name));

    public void Dispose()
    {
        sink.Dispose();
        server.Dispose();
        folder.Dispose();
    }

    private MlflowSink Sink(string address) => MlflowSink.For(address, folder.Path, folder.Path, SinkFixture.Options);

    private async Task<string> RegisterAsync(ExperimentResult result)
    {
        await sink.WriteAsync(result, TestContext.Current.CancellationToken);

        return await sink.RegisterAsync("tshirt", [result], TestContext.Current.CancellationToken);
    }

    private ExperimentResult Result()
    {
        var runs = Declared.Experiment.Runs.Select(spec => store.Add(spec, Declared.Name)).ToList();

        return new(Declared.Name, Declared.Description, runs, Statistics.Summary.Of(runs, [.. runs.Where(run => run.Spec.Strategy is FromScratch)]));
    }
}
