using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Tests.Mlflow.Rest.Real;

public sealed class RealExperimentTests : IAsyncLifetime
{
    private readonly RealServer server = new();

    private MlflowExperiments Experiments => server.Client.Experiments;

    [Fact]
    public async Task Finds_an_experiment_by_id_and_by_name()
    {
        var name = RealServer.NewName("ж 'quoted' & more");
        var id = await server.MakeAsync(name);
        var byId = await Experiments.FindAsync(id, RealServer.Cancel);
        var byName = await Experiments.FindByNameAsync(name, RealServer.Cancel);

        Assert.Equal((name, id, false, "x"), (byId!.Name, byName!.ExperimentId, byName.IsDeleted, byName.Tags["team"]));
        Assert.Null(await Experiments.FindAsync("999999999", RealServer.Cancel));
        Assert.Null(await Experiments.FindByNameAsync("no such", RealServer.Cancel));
    }

    [Fact]
    public async Task Searches_with_a_filter()
    {
        var name = RealServer.NewName("search");
        var id = await server.MakeAsync(name);
        var found = await Experiments.SearchAsync($"name = '{name}'", LifecycleView.ActiveOnly, RealServer.Cancel).ToListAsync(RealServer.Cancel);

        Assert.Equal(id, Assert.Single(found).ExperimentId);
    }

    [Fact]
    public async Task Says_how_to_restore_a_deleted_name_and_restores_it()
    {
        var name = RealServer.NewName("deleted");
        var id = await server.MakeAsync(name);
        await Experiments.DeleteAsync(id, RealServer.Cancel);
        var open = await Assert.ThrowsAsync<MlflowException>(() => Experiments.OpenAsync(name, RealServer.Cancel));
        var create = await Assert.ThrowsAsync<MlflowException>(() => Experiments.CreateAsync(name, [], null, RealServer.Cancel));
        Assert.Equal(
            id, Assert.Single(await Experiments.SearchAsync($"name = '{name}'", LifecycleView.DeletedOnly, RealServer.Cancel).ToListAsync(RealServer.Cancel)).ExperimentId);
        await Experiments.RestoreAsync(id, RealServer.Cancel);

        Assert.All([open, create], fault => Assert.Contains($"mlflow experiments restore --experiment-id {id}", fault.Remedy, StringComparison.Ordinal));
        Assert.Equal(id, (await Experiments.OpenAsync(name, RealServer.Cancel)).ExperimentId);
    }

    [Fact]
    public async Task Renames_and_tags()
    {
        var (old, now) = (RealServer.NewName("old"), RealServer.NewName("new"));
        var id = await server.MakeAsync(old);
        await Experiments.RenameAsync(id, now, RealServer.Cancel);
        await Experiments.SetTagAsync(id, "mlflow.note.content", "**bold**", RealServer.Cancel);
        var found = await Experiments.FindByNameAsync(now, RealServer.Cancel);

        Assert.Equal("**bold**", found!.Tags["mlflow.note.content"]);
        Assert.Null(await Experiments.FindByNameAsync(old, RealServer.Cancel));
    }

    [Fact]
    public async Task Names_its_version() => Assert.Matches(@"^[23]\.\d+\.", await server.Client.VersionAsync(RealServer.Cancel));

    [Fact]
    public async Task Says_in_words_what_a_page_in_HTML_means()
    {
        using var lost = new MlflowClient(new($"{server.Client.Address}no/such/prefix"));
        var fault = await Assert.ThrowsAsync<MlflowException>(() => lost.Experiments.FindAsync("0", RealServer.Cancel));

        Assert.Equal(("", System.Net.HttpStatusCode.NotFound), (fault.Code, fault.Status));
        Assert.DoesNotContain("<", fault.Message, StringComparison.Ordinal);
    }

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
