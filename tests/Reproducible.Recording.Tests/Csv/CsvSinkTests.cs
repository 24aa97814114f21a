using Reproducible.Recording.Csv;

namespace Reproducible.Recording.Tests.Csv;

public sealed class CsvSinkTests : IDisposable
{
    private readonly TempFolder results = new();

    [Fact]
    public async Task Writes_a_row_for_each_run_byte_by_byte()
    {
        await new CsvSink(results.Path).WriteAsync(Sample.Experiment(), TestContext.Current.CancellationToken);

        var (d40, e64) = (new string('d', 40), new string('e', 64));
        var recipe = Quoted(Sample.Experiment().Runs[0].Spec.Recipe.ToString());
        Assert.Equal(
            "id,experiment,strategy,source,dataset,examples,backbone,seed,test_accuracy,test_precision,test_recall,test_f1,test_loss,train_seconds,status,weights_sha256,"
            + "recipe,epochs,steps,val_accuracy,val_loss,validation_examples,test_examples,parameters,trainable_parameters,total_seconds,started_at,commit,failed_step,error,peak_memory_bytes\n"
            + $"0000000000000001,Few.Labels,FromScratch,,\"Garments(LabelsPerClass=10, ValidationPerClass=100)\",20,TinyNet(Width=4),0,0.8,0.5,0.75,0.6,0.25,2.5,finished,{e64},{recipe},2,6,0.625,0.75,40,100,100,60,4,2026-01-02T03:04:05.000Z,{d40},,,300000000\n"
            + $"0000000000000002,Few.Labels,Tune,5050505050505050,\"Garments(LabelsPerClass=10, ValidationPerClass=100)\",20,TinyNet(Width=4),0,0.9,0.5,0.75,0.6,0.25,2.5,finished,{e64},{recipe},2,6,0.625,0.75,40,100,100,60,4,2026-01-02T03:04:05.000Z,{d40},,,300000000\n"
            + $"0000000000000003,Few.Labels,Tune,5050505050505050,\"Garments(LabelsPerClass=10, ValidationPerClass=100)\",20,TinyNet(Width=4),1,,,,,,2.5,failed,,{recipe},2,6,0.625,0.75,40,100,100,60,4,2026-01-02T03:04:05.000Z,{d40},7,\"loss is \"\"NaN\"\", at once\",\n",
            File.ReadAllText(results["Few.Labels/runs.csv"]));
    }

    [Fact]
    public async Task Writes_a_row_for_each_summary_byte_by_byte()
    {
        await new CsvSink(results.Path).WriteAsync(Sample.Experiment(), TestContext.Current.CancellationToken);

        Assert.Equal(
            "experiment,strategy,dataset,examples,backbone,n,failed,mean_test_accuracy,sd,low,high,gain_mean,gain_low,gain_high,gain_n,verdict,train_seconds\n"
            + "Few.Labels,FromScratch,\"Garments(LabelsPerClass=10, ValidationPerClass=100)\",20,TinyNet(Width=4),1,0,0.8,0,-Infinity,Infinity,,,,0,,2.5\n"
            + "Few.Labels,Tune,\"Garments(LabelsPerClass=10, ValidationPerClass=100)\",20,TinyNet(Width=4),2,1,0.9,0.01,0.8,1,0.1,0.05,0.15,2,gain,5\n",
            File.ReadAllText(results["Few.Labels/summary.csv"]));
    }

    [Fact]
    public async Task Leaves_the_same_two_files_when_it_writes_twice()
    {
        var sink = new CsvSink(results.Path);
        await sink.WriteAsync(Sample.Experiment(), TestContext.Current.CancellationToken);
        var first = File.ReadAllBytes(results["Few.Labels/runs.csv"]);
        await sink.WriteAsync(Sample.Experiment(), TestContext.Current.CancellationToken);

        Assert.Equal(first, File.ReadAllBytes(results["Few.Labels/runs.csv"]));
        Assert.Equal(["Few.Labels/runs.csv", "Few.Labels/summary.csv"], results.Files());
    }

    [Fact]
    public async Task Keeps_every_bit_of_a_double()
    {
        var run = Sample.Run(new Tune(), 0, "0000000000000001", accuracy: 0.1 + 0.2);
        await new CsvSink(results.Path).WriteAsync(Sample.OneRun(run), TestContext.Current.CancellationToken);

        Assert.Contains(",0.30000000000000004,", File.ReadAllText(results["Single/runs.csv"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_which_folder_cannot_be_written_to()
    {
        File.WriteAllText(results["taken"], "");
        var fault = await Assert.ThrowsAsync<ReproducibleException>(
            () => new CsvSink(results["taken"]).WriteAsync(Sample.Experiment(), TestContext.Current.CancellationToken));

        Assert.Contains(results["taken/Few.Labels"], fault.Problem, StringComparison.Ordinal);
        Assert.Contains("--results=", fault.Remedy, StringComparison.Ordinal);
    }

    public void Dispose() => results.Dispose();

    private static string Quoted(string text) => text.Contains(',', StringComparison.Ordinal) ? $"\"{text}\"" : text;
}
