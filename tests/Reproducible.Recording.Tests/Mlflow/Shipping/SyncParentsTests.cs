namespace Reproducible.Recording.Tests.Mlflow.Shipping;

/// <summary>Parents say what their seeds give together, of the same code and never of fewer seeds than before.</summary>
public sealed class SyncParentsTests : IDisposable
{
    private readonly SyncFixture fixture = new();

    [Fact]
    public async Task Brings_parents_up_to_date_when_seeds_are_added()
    {
        fixture.Store.Add(SyntheticStore.Declared(2));
        await fixture.SyncAsync();
        var parent = fixture.Server.ParentsOf("Few.Labels").Single(run => run.Name == "Tune");
        Assert.Equal(2, parent.Latest["n"].Value);
        fixture.Store.Add(SyncFixture.Declared);
        await fixture.SyncAsync();

        Assert.Equal(2, fixture.Server.ParentsOf("Few.Labels").Count());
        Assert.Equal(5, parent.Latest["n"].Value);
        // 0.81, 0.81, 0.83, 0.83, 0.85 against 0.70 to 0.74.
        Assert.Equal(0.826, parent.Latest["test_accuracy_mean"].Value, 12);
        Assert.Equal(0.106, parent.Latest["gain_mean"].Value, 12);
        Assert.Equal(5, parent.Latest["gain_n"].Value);
        Assert.Equal("gain", parent.Tags["reproducible.verdict"]);
    }

    [Fact]
    public async Task A_call_with_fewer_seeds_does_not_make_the_summary_poorer()
    {
        fixture.Store.Add(SyncFixture.Declared);
        await fixture.SyncAsync();
        using var sink = fixture.Sink();
        await sink.WriteAsync(fixture.ResultOf(SyntheticStore.Declared(2)), TestContext.Current.CancellationToken);

        Assert.Equal(5, fixture.Server.ParentsOf("Few.Labels").Single(run => run.Name == "Tune").Latest["n"].Value);
    }

    [Fact]
    public async Task Never_averages_over_versions_of_the_code()
    {
        fixture.Store.Add(SyncFixture.Declared, code: "1");
        fixture.Store.Add(SyncFixture.Declared, code: "2");
        await fixture.SyncAsync();

        Assert.Equal([5.0, 5, 5, 5], fixture.Server.ParentsOf("Few.Labels").Select(run => run.Latest["n"].Value));
        // Each is compared with from-scratch runs of its own version.
        Assert.Equal([0.106, 0.106], fixture.Server.ParentsOf("Few.Labels").Where(run => run.Name == "Tune").Select(run => Math.Round(run.Latest["gain_mean"].Value, 12)));
        Assert.EndsWith("2 parent runs of other code, recipes or versions are not in the table.", fixture.Server.Experiments.Single().Tags["mlflow.note.content"], StringComparison.Ordinal);
    }

    public void Dispose() => fixture.Dispose();
}
