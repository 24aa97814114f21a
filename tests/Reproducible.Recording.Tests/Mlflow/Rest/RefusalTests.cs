namespace Reproducible.Recording.Tests.Mlflow.Rest;

/// <summary>What a server that works does not accept.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly SinkFixture fixture = new();

    [Theory]
    [InlineData("3.11.2.dev0-sqlite")]
    [InlineData("3.11.2.dev0-file")]
    public async Task Says_how_to_get_a_deleted_experiments_name_back(string file)
    {
        fixture.Server.Answer("experiments/get-by-name", RecordedAnswer.Of("exp_get_by_name_unknown_ERR"), RecordedAnswer.Of("exp_get_by_name").With("\"active\"", "\"deleted\""));
        fixture.Server.Answer("experiments/create", RecordedAnswer.Of("exp_create_name_of_deleted_ERR", file));
        var fault = await OutageTests.Failure(fixture.Sink(), fixture.OneRun());

        Assert.Contains("experiment 'Single' (1) is deleted there", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("mlflow experiments restore --experiment-id 1", fault.Remedy, StringComparison.Ordinal);
    }

    // The same conflict is a 400 with a database and a 500 with files; asking again would change nothing.
    [Theory]
    [InlineData("3.11.2.dev0-sqlite", 400)]
    [InlineData("3.11.2.dev0-file", 500)]
    [InlineData("2.22.1.dev0-sqlite", 400)]
    public async Task Explains_a_parameter_that_is_there_with_another_value(string file, int status)
    {
        var conflict = RecordedAnswer.Of("log_batch_param_conflict_ERR", file);
        Assert.Equal(status, conflict.Status);
        fixture.Server.Answer("runs/log-batch", conflict);
        var fault = await OutageTests.Failure(fixture.Sink(), fixture.OneRun());

        Assert.Contains("Changing param values is not allowed", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("logged with other parameters by another program", fault.Remedy, StringComparison.Ordinal);
        Assert.Single(fixture.Server.Calls, "POST runs/log-batch");
    }

    // Seen on 3.11.2.dev0 with SQLite, when two processes log the same new dataset.
    [Fact]
    public async Task Asks_again_when_another_process_was_faster()
    {
        fixture.Server.Answer(
            "runs/log-inputs",
            new(400, "application/json", """{"error_code": "BAD_REQUEST", "message": "(sqlite3.IntegrityError) UNIQUE constraint failed: datasets.experiment_id, datasets.name, datasets.digest"}"""),
            RecordedAnswer.Of("log_inputs"));
        await SinkFixture.WriteAsync(fixture.Sink(), fixture.OneRun());

        Assert.Equal(2, fixture.Server.Calls.Count(call => call == "POST runs/log-inputs"));
    }

    [Fact]
    public async Task Leaves_the_servers_SQL_out_of_a_message()
    {
        fixture.Server.Answer("runs/create", RecordedAnswer.Of("exp_create_name_of_deleted_ERR"));
        var fault = await OutageTests.Failure(fixture.Sink(), fixture.OneRun());

        Assert.Contains("400 RESOURCE_ALREADY_EXISTS", fault.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("INSERT INTO", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_it_cannot_write_where_artifacts_are_kept()
    {
        fixture.Server.Answer("runs/create", RecordedAnswer.Of("run_create").With("mlflow-artifacts:/1/", "s3://bucket/1/"));
        var fault = await OutageTests.Failure(fixture.Sink(), fixture.OneRun());

        Assert.Contains("s3://bucket/1/", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("--serve-artifacts", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_artifacts_itself_where_a_server_on_this_machine_names_a_folder()
    {
        fixture.Server.Answer("runs/create", RecordedAnswer.Of("run_create").With("mlflow-artifacts:/1/", $"file://{fixture.Results["kept here/"]}"));
        await SinkFixture.WriteAsync(fixture.Sink(), fixture.OneRun());

        Assert.Equal(
            ["epochs.csv", "receipt.json", "seeds.csv", "summary.csv", "summary.svg"],
            fixture.Results.Files("kept here/2f1c1034cc6443c9b519d2e23c76c8ed/artifacts"));
        Assert.DoesNotContain("PUT artifacts", fixture.Server.Calls);
    }

    public void Dispose() => fixture.Dispose();
}
