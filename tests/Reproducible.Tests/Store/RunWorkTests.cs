using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Tests.Store;

/// <summary>At every moment a run is in the store whole, or can go on from its last checkpoint.</summary>
public sealed class RunWorkTests : MadeRuns
{
    private string Id => RunKey.Of(Asked.Runs[0], Options).Id;

    private string Work => Path.Combine(Options.Store, ".running", Id);

    [Fact]
    public void Until_the_run_is_in_the_store_its_checkpoint_and_trace_lie_there()
    {
        using var work = Begun();
        var meanwhile = new List<string>();

        work.Publish(Asked.Runs[0], [], _ => meanwhile = Names(Work), Failed);

        Assert.Equal(["checkpoint-1", "trace.bin"], meanwhile);
        Assert.Equal(["checkpoint-1", "trace.bin"], Names(Work));
        Assert.Equal(["metrics.csv", "receipt.json", "trace.bin"], Names(Store.FolderOf(Id)));
        Assert.False(Directory.Exists($"{Work}.whole"));
    }

    [Fact]
    public void A_run_that_ended_for_good_leaves_nothing()
    {
        using var work = Begun();

        work.Finish(Asked.Runs[0], [], _ => { }, Failed);

        Assert.Empty(Directory.GetDirectories(Path.Combine(Options.Store, ".running")));
        Assert.Equal(["metrics.csv", "receipt.json", "trace.bin"], Names(Store.FolderOf(Id)));
    }

    [Fact]
    public void A_full_disk_leaves_the_checkpoint_and_what_was_stored_before()
    {
        Save(Asked.Runs[0], Options);
        var before = Names(Store.FolderOf(Id));
        using var work = Begun();

        var fault = Assert.Throws<ReproducibleException>(() => work.Publish(Asked.Runs[0], [], _ => throw new IOException("No space left on device"), Failed));

        Assert.Contains("No space left on device", fault.Problem, StringComparison.Ordinal);
        Assert.Equal(["checkpoint-1", "trace.bin"], Names(Work));
        Assert.Equal(before, Names(Store.FolderOf(Id)));
        Assert.Empty(RunCheck.Faults(Store, Id));
    }

    [Fact]
    public void What_a_killed_process_put_together_is_no_part_of_the_run()
    {
        using var work = Begun();
        Directory.CreateDirectory($"{Work}.whole");
        File.WriteAllText(Path.Combine($"{Work}.whole", "log.txt"), "half a log");
        File.WriteAllText(Path.Combine(Work, "weights.safetensors"), "of an older version, which put runs together here");

        work.Finish(Asked.Runs[0], [], _ => { }, Failed);

        Assert.Equal(["metrics.csv", "receipt.json", "trace.bin"], Names(Store.FolderOf(Id)));
    }

    private static List<string> Names(string folder) => [.. Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private Receipt Failed(IReadOnlyDictionary<string, string> files)
    {
        var key = RunKey.Of(Asked.Runs[0], Options).Parts;

        return new() { Id = Id, Status = RunStatus.Failed, StartedAt = DateTimeOffset.UnixEpoch, Key = key, Environment = new Dictionary<string, string>(), Files = files };
    }

    private RunWork Begun()
    {
        var work = Store.Open(Id, CancellationToken.None);
        File.WriteAllText(Path.Combine(Work, "checkpoint-1"), "checkpoint");
        File.WriteAllText(work.Trace, "trace");

        return work;
    }
}
