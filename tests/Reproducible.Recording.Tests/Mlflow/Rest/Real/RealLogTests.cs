using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Tests.Mlflow.Rest.Real;

/// <summary>What servers cut, bend, double or refuse, and that nothing of it happens.</summary>
public sealed class RealLogTests : IAsyncLifetime
{
    private readonly RealServer server = new();

    private MlflowRuns Runs => server.Client.Runs;

    // As bare literals they would be stored as 0, and what follows them dropped.
    [Fact]
    public async Task Keeps_what_is_not_finite_and_what_comes_after_it()
    {
        var run = await server.RunAsync();
        MlflowMetric[] points = [new("m", double.NaN, 5, 1), new("m", double.PositiveInfinity, 5, 2), new("m", double.NegativeInfinity, 5, 3), new("m", 0.1 + 0.2, 5, 4), new("m", -5e-324, 5, -7)];
        await Runs.LogAsync(run.RunId, [new("p", "v")], [new("t", "v")], points, RealServer.Cancel);
        var kept = await HistoryAsync(run, "m");

        Assert.Equal(
            [new("m", -5e-324, 5, -7), new("m", double.NaN, 5, 1), new("m", double.MaxValue, 5, 2), new("m", double.MinValue, 5, 3), new("m", 0.1 + 0.2, 5, 4)], kept);
        var now = await Runs.FindAsync(run.RunId, RealServer.Cancel);
        Assert.Equal(("v", "v", 0.1 + 0.2), (now!.Params["p"], now.Tags["t"], now.Metrics["m"].Value));
    }

    [Fact]
    public async Task Logs_and_reads_more_than_a_request_and_more_than_a_page()
    {
        var run = await server.RunAsync();
        var points = Enumerable.Range(0, 26_000).Select(index => new MlflowMetric(index < 25_500 ? "long" : $"short{index % 5}", index / 7.0, 1_700_000_000_000 + index, index)).ToList();
        await Runs.LogAsync(run.RunId, Entries("p", 150), Entries("t", 150), points, RealServer.Cancel);
        var now = await Runs.FindAsync(run.RunId, RealServer.Cancel);

        Assert.Equal(points.Take(25_500), await HistoryAsync(run, "long"));
        Assert.Equal(points.Skip(25_500).Where(point => point.Key == "short3"), await HistoryAsync(run, "short3"));
        Assert.Equal(points.Where(point => point.Key == "short3").Last(), now!.Metrics["short3"]);
        Assert.Equal(150, now.Params.Count);
        Assert.Equal(150, now.Tags.Keys.Count(key => key.StartsWith('t')));
    }

    [Fact]
    public async Task Changes_nothing_when_the_same_is_logged_again()
    {
        var run = await server.RunAsync();
        MlflowMetric[] points = [new("m", 1, 5, 1), new("m", double.NaN, 5, 2), new("m", double.PositiveInfinity, 5, 3), new("n", 1, 5, 1)];
        for (var time = 0; time < 2; time++)
        {
            await Runs.LogAsync(run.RunId, [new("p", "v")], [new("t", "v")], points, RealServer.Cancel);
        }

        Assert.Equal([1, 2, 3], (await HistoryAsync(run, "m")).Select(point => point.Step));
        Assert.Single(await HistoryAsync(run, "n"));
    }

    [Theory]
    [InlineData("acc@1 (top-1), 50 %")]
    [InlineData("../a//b/")]
    [InlineData("/жлоss: #1+2")]
    [InlineData("..")]
    public async Task Takes_any_name_in_a_form_that_gives_it_back(string name)
    {
        var (run, key) = (await server.RunAsync(), MlflowKey.Encode(name));
        await Runs.LogAsync(run.RunId, [new(key, "p")], [new(key, "t")], [new(key, 1, 5, 1)], RealServer.Cancel);
        var now = await Runs.FindAsync(run.RunId, RealServer.Cancel);

        Assert.Equal(name, MlflowKey.Decode(Assert.Single(now!.Params).Key));
        Assert.Equal(("t", 1), (now.Tags[key], now.Metrics[key].Value));
        Assert.Single(await HistoryAsync(run, key));
    }

    [Fact]
    public async Task Keeps_long_values_to_their_last_character()
    {
        var (run, values) = (await server.RunAsync(), new LongValues());
        var (longest, tag, longer) = (new string('п', 6000), new string('t', 8000), new string('л', 9000));
        await Runs.LogAsync(run.RunId, [new("fits", longest), values.Param("cut", longer)], [new("fits", tag), values.Tag("cut", longer)], [], RealServer.Cancel);
        foreach (var whole in values.Artifacts)
        {
            await server.Client.Artifacts.WriteAsync(run.ArtifactUri, whole, RealServer.Cancel);
        }

        var now = await Runs.FindAsync(run.RunId, RealServer.Cancel);
        Assert.Equal((longest, tag), (now!.Params["fits"], now.Tags["fits"]));
        Assert.EndsWith("… (9000 characters; whole in artifact long_values/params/cut.txt)", now.Params["cut"], StringComparison.Ordinal);
        Assert.Equal(longer, await server.Client.Artifacts.ReadAsync(run.ArtifactUri, "long_values/tags/cut.txt", (content, stop) => new StreamReader(content).ReadToEndAsync(stop), RealServer.Cancel));
    }

    [Fact]
    public async Task Logs_nothing_else_when_a_parameter_is_there_with_another_value()
    {
        var run = await server.RunAsync();
        await Runs.LogAsync(run.RunId, [new("p", "1")], [], [], RealServer.Cancel);
        var points = Enumerable.Range(0, 1500).Select(index => new MlflowMetric("m", 1, 5, index)).ToList();
        var fault = await Assert.ThrowsAsync<MlflowException>(() => Runs.LogAsync(run.RunId, [new("p", "2"), new("q", "1")], [], points, RealServer.Cancel));

        Assert.Contains("Changing param values is not allowed", fault.Problem, StringComparison.Ordinal);
        Assert.False(fault.Passing);
        Assert.Empty(await HistoryAsync(run, "m"));
        Assert.Equal(["p"], (await Runs.FindAsync(run.RunId, RealServer.Cancel))!.Params.Keys);
    }

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static List<MlflowEntry> Entries(string letter, int count) => [.. Enumerable.Range(0, count).Select(index => new MlflowEntry($"{letter}{index}", "v"))];

    private ValueTask<List<MlflowMetric>> HistoryAsync(RunInfo run, string key) => Runs.HistoryAsync(run.RunId, key, RealServer.Cancel).OrderBy(point => point.Step).ToListAsync(RealServer.Cancel);
}
