namespace Reproducible.Snapshots.Tests;

/// <summary>Against files that lie in the repository, beside this one.</summary>
public class VerifierTests
{
    [Fact]
    public Task Finds_its_file_beside_the_source_though_the_build_maps_paths() => Verifier.Verify("one\ntwo");

    [Theory]
    [InlineData(1, "a")]
    [InlineData(2, "b/c")]
    public async Task Has_a_file_for_each_argument(int number, string letter) => await Verifier.Verify($"{number} {letter}");

    [Fact]
    public async Task Writes_an_object_with_the_settings_given() => await Verifier
        .Verify(new { Name = "Ada", Born = new DateTime(1815, 12, 10), Grades = new[] { 1.5, 2 }, Secret = 1 })
        .IgnoreMembers("Secret")
        .ScrubLinesWithReplace(line => line.Replace("Ada", "A.", StringComparison.Ordinal));

    [Fact]
    public async Task Takes_results_of_tasks_and_of_functions()
    {
        await Verifier.Verify(Task.FromResult("later")).UseMethodName("later");
        await Verifier.Verify(async () =>
        {
            await Task.Yield();
            return "later";
        }).UseMethodName("later").DisableRequireUniquePrefix();
    }

    [Fact]
    public Task Writes_json_without_quotes() => Verifier.VerifyJson("""{"b":[1,2.50,"x",null,true],"a":{},"c":{"d":""}}""");

    [Fact]
    public Task Writes_the_exception_that_is_thrown() => Verifier.Throws(() => throw new ArgumentException("no such seed", "seeds", new FormatException("not a number")));

    [Fact]
    public Task Writes_the_exception_of_a_task() => Verifier.ThrowsTask(async () =>
    {
        await Task.Yield();
        throw new FormatException("not a number");
    });

    [Fact]
    public async Task Fails_when_nothing_is_thrown()
    {
        var exception = await Assert.ThrowsAsync<VerifyException>(() => Verifier.Throws(() => { }).ToTask());

        Assert.Equal("An exception was expected, and none was thrown.", exception.Message);
    }

    [Fact]
    public async Task Leaves_the_settings_it_is_given_as_they_were()
    {
        var settings = new VerifySettings();
        settings.UseMethodName("shared");

        await Verifier.Verify("shared", settings).ScrubLinesWithReplace(_ => "scrubbed");
        await Verifier.Verify("shared", settings).UseMethodName("shared_as_it_is");
    }
}
