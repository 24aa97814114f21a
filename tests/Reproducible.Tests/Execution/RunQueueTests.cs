using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Tests.Execution;

public class RunQueueTests
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;
    private readonly PlannedRun scratch = Run(seed: 1);
    private readonly PlannedRun source = Run(seed: 2);
    private readonly PlannedRun tuned;
    private readonly PlannedRun twiceTuned;

    public RunQueueTests()
    {
        tuned = Run(seed: 3, source);
        twiceTuned = Run(seed: 4, tuned);
    }

    [Fact]
    public async Task Hands_out_sources_first_and_the_rest_as_planned()
    {
        var queue = new RunQueue([scratch, source, tuned]);

        Assert.Equal(source, await queue.TakeAsync(cancel));
        Assert.Equal(scratch, await queue.TakeAsync(cancel));
    }

    [Fact]
    public async Task Holds_a_run_back_until_its_source_is_done()
    {
        var queue = new RunQueue([source, tuned]);
        await queue.TakeAsync(cancel);
        var waiting = queue.TakeAsync(cancel);
        Assert.False(waiting.IsCompleted);

        queue.Finish(source);

        Assert.Equal(tuned, await waiting);
    }

    [Fact]
    public async Task Counts_a_source_that_is_in_the_store_as_done()
    {
        Assert.Equal(tuned, await new RunQueue([tuned]).TakeAsync(cancel));
    }

    [Fact]
    public async Task Hands_out_a_returned_run_next()
    {
        var queue = new RunQueue([scratch, Run(seed: 9)]);
        var taken = (await queue.TakeAsync(cancel))!;

        queue.Return(taken);

        Assert.Equal(taken, await queue.TakeAsync(cancel));
    }

    [Fact]
    public async Task Takes_the_runs_that_stand_on_a_failed_one_out_with_it()
    {
        var queue = new RunQueue([source, tuned, twiceTuned, scratch]);
        await queue.TakeAsync(cancel);

        Assert.Equal([tuned, twiceTuned], queue.Fail(source));
        Assert.Equal(scratch, await queue.TakeAsync(cancel));
    }

    [Fact]
    public async Task Ends_when_every_run_is_settled_and_not_when_every_run_is_taken()
    {
        var queue = new RunQueue([scratch]);
        await queue.TakeAsync(cancel);
        var end = queue.TakeAsync(cancel);
        Assert.False(end.IsCompleted);

        queue.Finish(scratch);

        Assert.Null(await end);
    }

    private static PlannedRun Run(int seed, PlannedRun? source = null)
    {
        var spec = new RunSpec(new SmallCnn(1), new Digits(), source is null ? new FromScratch() : new FullFineTune(), new(), seed, source?.Spec);

        return new(spec, RunKey.Of(spec, new() { Results = "/results" }), ["Some"], source?.Id, null, "no receipt");
    }
}
