using Reproducible.Recording.TensorBoard;
using Reproducible.Recording.TensorBoard.Messages;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Recording.Tests.TensorBoard;

public sealed class TensorBoardSinkTests : IDisposable
{
    private readonly TempFolder results = new();

    [Fact]
    public async Task Writes_a_folder_a_run_and_the_columns_above_them()
    {
        await WriteAsync(Several());

        Assert.Equal(
            [
                "Few.Labels/FromScratch-20-seed0-00000001/events.out.tfevents.1767323045.0000000100000001",
                "Few.Labels/Tune-20-seed0-00000002/events.out.tfevents.1767323045.0000000200000002",
                "Few.Labels/Tune-20-seed1-00000003/events.out.tfevents.1767323045.0000000300000003",
                "events.out.tfevents.hparams",
            ],
            results.Files("tensorboard"));
    }

    [Fact]
    public async Task Writes_a_run_from_its_start_to_its_end()
    {
        await WriteAsync(Several());
        var events = Events(results.Files("tensorboard")[1]);
        var start = EventFile.SecondsOf(Sample.Start);

        Assert.Equal(
            [
                (0, 0, ""),
                (0, 0, "_hparams_/session_start_info"),
                // 3 steps an epoch; training took 2.5 s, the whole run 4 s.
                (3, 1.25, "train/loss train/accuracy validation/loss validation/accuracy validation/f1 learning_rate"),
                (6, 2.5, "train/loss train/accuracy validation/loss validation/accuracy validation/f1 learning_rate"),
                (6, 4, "test/accuracy test/precision test/recall test/f1 test/loss cost/train_seconds cost/total_seconds cost/parameters cost/trainable_parameters cost/peak_memory_bytes"),
                (6, 4, "test/confusion"),
                (6, 4, "_hparams_/session_end_info"),
            ],
            events.Select(entry => (entry.Step, entry.WallTime - start, string.Join(' ', entry.Summary?.Value.Select(value => value.Tag) ?? []))));
        Assert.Equal([0.75f, 0.5f, 0.75f, 0.625f, 0.6f, 0.1f], events[2].Summary.Value.Select(value => value.SimpleValue));
        Assert.Equal([0.9f, 0.5f, 0.75f, 0.6f, 0.25f, 2.5f, 4f, 100f, 60f, 300_000_000f], events[4].Summary.Value.Select(value => value.SimpleValue));
    }

    [Fact]
    public async Task Writes_of_a_failed_run_what_there_is_and_that_it_failed()
    {
        await WriteAsync(Several());
        var events = Events(results.Files("tensorboard")[2]);

        Assert.Equal(["cost/train_seconds", "cost/total_seconds", "cost/parameters", "cost/trainable_parameters"], events[4].Summary.Value.Select(value => value.Tag));
        Assert.Equal(Status.Failure, HyperParameters.In(events[5])!.SessionEndInfo.Status);
    }

    [Fact]
    public async Task Leaves_out_a_peak_of_memory_that_is_not_known()
    {
        var run = Sample.Run(new Tune(), 0, "0000000200000002");
        await WriteAsync(Sample.OneRun(run with { Receipt = run.Receipt with { PeakMemoryBytes = 0 } }));

        Assert.Equal("cost/trainable_parameters", Events(results.Files("tensorboard")[0])[4].Summary.Value[^1].Tag);
    }

    [Fact]
    public async Task Puts_runs_that_differ_in_the_seed_alone_into_one_group()
    {
        await WriteAsync(Several());
        var starts = results.Files("tensorboard").Take(3).Select(file => HyperParameters.In(Events(file)[1])!.SessionStartInfo).ToList();

        Assert.Equal(starts[1].GroupName, starts[2].GroupName);
        Assert.NotEqual(starts[0].GroupName, starts[1].GroupName);
        Assert.StartsWith("Few.Labels Tune ", starts[1].GroupName, StringComparison.Ordinal);
        Assert.DoesNotContain("seed", starts[1].Hparams.Keys);
        Assert.Equal("Tune", starts[1].Hparams["strategy"].StringValue);
        Assert.Equal(10, starts[1].Hparams["dataset.labels_per_class"].NumberValue);
        Assert.False(starts[1].Hparams["recipe.flip"].BoolValue);
    }

    [Fact]
    public async Task Compares_the_strategies_of_all_experiments_in_one_table()
    {
        await WriteAsync(Sample.OneRun(Sample.Run(new FromScratch(), 0, "0000000100000001"), "Scratch"));
        await WriteAsync(Sample.OneRun(Sample.Run(new Tune { Note = "deep" }, 0, "0000000200000002"), "Tuning"));
        var table = HyperParameters.In(Events("events.out.tfevents.hparams")[1])!.Experiment;

        var strategy = table.HparamInfos.Single(column => column.Name == "strategy");
        Assert.Equal(["FromScratch", "Tune"], strategy.DomainDiscrete.Values.Select(value => value.StringValue));
        Assert.True(strategy.Differs);
        Assert.True(table.HparamInfos.Single(column => column.Name == "strategy.note").Differs);
        var labels = table.HparamInfos.Single(column => column.Name == "dataset.labels_per_class");
        Assert.Equal((DataType.Float64, 10, 10, false), (labels.Type, labels.DomainInterval.MinValue, labels.DomainInterval.MaxValue, labels.Differs));
        Assert.Equal("test/accuracy", table.MetricInfos[0].Name.Tag);
    }

    [Fact]
    public async Task One_that_wrote_before_writes_the_columns_that_a_new_one_would_write()
    {
        var sink = new TensorBoardSink(results.Path);
        await sink.WriteAsync(Sample.OneRun(Sample.Run(new FromScratch(), 0, "0000000100000001"), "Scratch"), TestContext.Current.CancellationToken);
        await sink.WriteAsync(Sample.OneRun(Sample.Run(new Tune { Note = "deep" }, 0, "0000000200000002"), "Tuning"), TestContext.Current.CancellationToken);
        var again = Sample.OneRun(Sample.Run(new Tune { Note = "shallow" }, 0, "0000000200000002"), "Tuning");

        await sink.WriteAsync(again, TestContext.Current.CancellationToken);
        var columns = Convert.ToHexString(await File.ReadAllBytesAsync(results["tensorboard/events.out.tfevents.hparams"], TestContext.Current.CancellationToken));
        await WriteAsync(again);

        Assert.Equal(Convert.ToHexString(await File.ReadAllBytesAsync(results["tensorboard/events.out.tfevents.hparams"], TestContext.Current.CancellationToken)), columns);
    }

    [Fact]
    public async Task Leaves_the_same_bytes_when_it_writes_twice()
    {
        await WriteAsync(Several());
        var first = results.Files().ToDictionary(file => file, file => Convert.ToHexString(File.ReadAllBytes(results[file])));
        await WriteAsync(Several());

        Assert.Equal(first, results.Files().ToDictionary(file => file, file => Convert.ToHexString(File.ReadAllBytes(results[file]))));
    }

    [Fact]
    public async Task Drops_the_runs_of_an_earlier_result_and_nothing_that_is_not_its_own()
    {
        await WriteAsync(Several());
        Directory.CreateDirectory(results["tensorboard/Few.Labels/mine"]);
        await File.WriteAllTextAsync(results["tensorboard/Few.Labels/mine/notes.txt"], "keep", TestContext.Current.CancellationToken);
        await WriteAsync(Sample.OneRun(Sample.Run(new Tune(), 5, "0000000900000009"), "Few.Labels"));

        Assert.Equal(
            ["Few.Labels/Tune-20-seed5-00000009/events.out.tfevents.1767323045.0000000900000009", "Few.Labels/mine/notes.txt", "events.out.tfevents.hparams"],
            results.Files("tensorboard"));
    }

    [Fact]
    public async Task Replaces_the_file_of_a_run_that_was_done_again()
    {
        var run = Sample.Run(new Tune(), 0, "0000000200000002");
        await WriteAsync(Sample.OneRun(run));
        await WriteAsync(Sample.OneRun(run with { Receipt = run.Receipt with { StartedAt = Sample.Start.AddHours(1) } }));

        Assert.Equal(["Single/Tune-20-seed0-00000002/events.out.tfevents.1767326645.0000000200000002", "events.out.tfevents.hparams"], results.Files("tensorboard"));
    }

    [Fact]
    public async Task Writes_weights_only_when_asked()
    {
        var run = Sample.Run(new Tune(), 0, "0000000200000002", results["run"]);
        const string Header = """{"head.weight":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""";
        await File.WriteAllBytesAsync(
            results["run/weights.safetensors"],
            [.. BitConverter.GetBytes((ulong)Header.Length), .. System.Text.Encoding.UTF8.GetBytes(Header), .. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(4f)],
            TestContext.Current.CancellationToken);

        await WriteAsync(Sample.OneRun(run));
        Assert.DoesNotContain(Events(results.Files("tensorboard")[0]), entry => entry.Summary?.Value[0].Histo is not null);
        await new TensorBoardSink(results.Path, histograms: true).WriteAsync(Sample.OneRun(run), TestContext.Current.CancellationToken);

        var weights = Assert.Single(Events(results.Files("tensorboard")[0]), entry => entry.Summary?.Value[0].Histo is not null);
        Assert.Equal((6, "weights/head.weight", 1, 4), (weights.Step, weights.Summary.Value[0].Tag, weights.Summary.Value[0].Histo.Min, weights.Summary.Value[0].Histo.Max));
    }

    [Fact]
    public async Task Writes_no_histogram_of_what_nothing_learns()
    {
        var run = Sample.Run(new Tune(), 0, "0000000200000002", results["run"]);
        const string Header = """{"transform.mean":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""";
        await File.WriteAllBytesAsync(
            results["run/weights.safetensors"],
            [.. BitConverter.GetBytes((ulong)Header.Length), .. System.Text.Encoding.UTF8.GetBytes(Header), .. BitConverter.GetBytes(1f)],
            TestContext.Current.CancellationToken);

        await new TensorBoardSink(results.Path, histograms: true).WriteAsync(Sample.OneRun(run), TestContext.Current.CancellationToken);

        Assert.DoesNotContain(Events(results.Files("tensorboard")[0]), entry => entry.Summary?.Value[0].Histo is not null);
    }

    [Fact]
    public async Task Writes_gradients_at_their_epochs_where_the_run_has_kept_them()
    {
        var run = Sample.Run(new Tune(), 0, "0000000200000002", results["run"]);
        await File.WriteAllTextAsync(
            results["run/gradients.csv"],
            "step,weight,least,most,count,sum,sum_squares,buckets\n3,head.weight,-1,2,4,3,7,1 0 3\n6,head.weight,0,0,4,0,0,4\n",
            TestContext.Current.CancellationToken);
        await new TensorBoardSink(results.Path, histograms: true).WriteAsync(Sample.OneRun(run), TestContext.Current.CancellationToken);

        var gradients = Events(results.Files("tensorboard")[0]).Where(entry => entry.Summary?.Value[0].Tag == "gradients/head.weight").ToList();
        Assert.Equal([(3, 1.25), (6, 2.5)], gradients.Select(entry => (entry.Step, entry.WallTime - EventFile.SecondsOf(Sample.Start))));
        Assert.Equal([1, 0, 3], gradients[0].Summary.Value[0].Histo.Bucket);
        Assert.Equal([0, 1, 2], gradients[0].Summary.Value[0].Histo.BucketLimit);
        Assert.Equal([4], gradients[1].Summary.Value[0].Histo.Bucket);
    }

    [Fact]
    public async Task Says_where_it_cannot_write()
    {
        await File.WriteAllTextAsync(results["tensorboard"], "a file", TestContext.Current.CancellationToken);
        var fault = await Assert.ThrowsAsync<ReproducibleException>(() => WriteAsync(Several()));

        Assert.Contains(results["tensorboard"], fault.Problem, StringComparison.Ordinal);
    }

    public void Dispose() => results.Dispose();

    private static ExperimentResult Several() => new(
        "Few.Labels",
        "",
        [
            Sample.Run(new FromScratch(), 0, "0000000100000001", accuracy: 0.8),
            Sample.Run(new Tune(), 0, "0000000200000002", accuracy: 0.9),
            Sample.Run(new Tune(), 1, "0000000300000003", error: "loss is NaN"),
        ],
        []);

    private Task WriteAsync(ExperimentResult result) => new TensorBoardSink(results.Path).WriteAsync(result, TestContext.Current.CancellationToken);

    private List<Event> Events(string file) => [.. EventFile.Read(File.ReadAllBytes(results[$"tensorboard/{file}"]))];
}
