using System.Text.Json;

namespace Reproducible.Build.Tests;

/// <summary>FindLearningRate and Profile with the real script host and real workers, on a strategy that needs no source.</summary>
public sealed class MeasuringTargetsTests(MeasuringTargetsTests.Place place) : IClassFixture<MeasuringTargetsTests.Place>
{
    private readonly CakeFolder cake = place.Cake;

    [Theory]
    [InlineData("No experiment 'Nothing'. There are: Source.FashionEight, ", "--target=FindLearningRate", "--experiment=Nothing")]
    [InlineData("Nothing says whose learning rates to test. Write --experiment=NAME. There are: Source.FashionEight, ", "--target=FindLearningRate")]
    [InlineData("A range test has steps of its own, and one seed: the experiment's first. Leave out --epochs and --seeds.", "--target=FindLearningRate", "--experiment=FromScratch", "--epochs=3")]
    [InlineData("Nothing says which run to profile. Write --run=ID, or --experiment=NAME for its first run.", "--target=Profile")]
    [InlineData("steps is 0; expected a whole number from 1 to 1000.", "--target=Profile", "--experiment=FromScratch", "--steps=0")]
    public async Task Say_what_is_wrong(string problem, params string[] arguments)
    {
        var (exitCode, output) = await cake.RunAsync([.. arguments, "--results=refused"]);

        Assert.Equal(1, exitCode);
        Assert.Contains(problem, output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(cake.Folder.File("refused")));
    }

    [Fact]
    public async Task FindLearningRate_prints_tabulates_and_draws_and_stores_no_run()
    {
        var (exitCode, output) = await cake.RunAsync("--target=FindLearningRate", "--experiment=fromscratch");

        Assert.True(exitCode == 0, output);
        Assert.Matches(@"\nStrategy     Declared  Steepest  Valley  Diverged at *\nFromScratch     0\.003 ", output);
        Assert.Contains(cake.Folder.File("results/FromScratch/learning-rate.svg"), output, StringComparison.Ordinal);
        var rows = await File.ReadAllLinesAsync(cake.Folder.File("results/FromScratch/learning-rate.csv"), TestContext.Current.CancellationToken);
        Assert.InRange(rows.Length, 50, 101);
        Assert.False(Directory.Exists(cake.Folder.File("results/store")));
    }

    [Fact]
    public async Task Profile_prints_where_the_time_goes_and_writes_the_trace_of_the_run_that_is_named()
    {
        var (exitCode, output) = await cake.RunAsync("--target=Profile", "--experiment=FromScratch", "--steps=3", "--warm-up=1", "--json");

        Assert.True(exitCode == 0, output);
        var profile = Document(output).GetProperty("profile");
        Assert.Equal((1, 3), (profile.GetProperty("after").GetInt32(), profile.GetProperty("steps").GetInt32()));
        Assert.Equal(JsonValueKind.Null, profile.GetProperty("same_losses").ValueKind);
        Assert.Contains(profile.GetProperty("operators").EnumerateArray(), row => row.GetProperty("operator").GetString() == "aten::convolution_backward" && row.GetProperty("phase").GetString() == "backward");
        var id = profile.GetProperty("id").GetString()!;
        Assert.Equal(cake.Folder.File($"results/profile/{id}.json"), profile.GetProperty("trace").GetString());
        Assert.True(File.Exists(cake.Folder.File($"results/profile/{id}.json")));

        var again = await cake.RunAsync("--target=Profile", $"--run={id[..6]}", "--steps=3", "--warm-up=1", "--output=trace.json");
        Assert.True(again.ExitCode == 0, again.Output);
        Assert.Contains($"{id} FromScratch", again.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(cake.Folder.File("trace.json")));
    }

    /// <summary>The document in what both streams together hold.</summary>
    private static JsonElement Document(string output)
    {
        var text = output[output.IndexOf("{\n  \"schema\"", StringComparison.Ordinal)..];

        return JsonDocument.Parse(text[..(text.IndexOf("\n}\n", StringComparison.Ordinal) + 2)]).RootElement;
    }

    /// <summary>One folder for all tests of the class.</summary>
    public sealed class Place : IAsyncLifetime
    {
        internal CakeFolder Cake { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Cake = await CakeFolder.MakeAsync();

        public ValueTask DisposeAsync()
        {
            Cake.Dispose();

            return ValueTask.CompletedTask;
        }
    }
}
