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
        var queue = Queue(scratch, source, tuned);

        Assert.Equal(source, await queue.TakeAsync(Any, cancel));
        Assert.Equal(scratch, await queue.TakeAsync(Any, cancel));
    }

    [Fact]
    public async Task Hands_out_the_longest_chain_first_and_of_equals_the_first_as_planned()
    {
        var (second, third) = (Run(seed: 8), Run(seed: 9));
        var seconds = new Dictionary<string, double> { [scratch.Id] = 5, [second.Id] = 9, [third.Id] = 5, [source.Id] = 1, [tuned.Id] = 7 };
        var queue = new RunQueue([scratch, second, third, source, tuned], run => seconds[run.Id]);

        // 9 alone; 1 and 7 behind it; 5; 5. The tuned run waits for its source.
        foreach (var expected in new[] { second, source, scratch, third })
        {
            Assert.Equal(expected, await queue.TakeAsync(Any, cancel));
        }
    }

    [Fact]
    public async Task Passes_over_a_run_that_may_not_begin_and_comes_back_to_it()
    {
        var (queue, other, may) = (Queue(scratch, source), Run(seed: 9), false);
        Assert.Equal(source, await queue.TakeAsync(run => run != scratch, cancel));
        queue.Return(other);
        Assert.Equal(other, await queue.TakeAsync(run => run != scratch, cancel));
        var waiting = queue.TakeAsync(run => Volatile.Read(ref may), cancel);
        Assert.False(waiting.IsCompleted);

        // Nobody tells the queue: it looks again by itself.
        Volatile.Write(ref may, true);

        Assert.Equal(scratch, await waiting.WaitAsync(TimeSpan.FromSeconds(10), cancel));
    }

    [Fact]
    public async Task Holds_a_run_back_until_its_source_is_done()
    {
        var queue = Queue(source, tuned);
        await queue.TakeAsync(Any, cancel);
        var waiting = queue.TakeAsync(Any, cancel);
        Assert.False(waiting.IsCompleted);

        queue.Finish(source);

        Assert.Equal(tuned, await waiting);
    }

    [Fact]
    public async Task Counts_a_source_that_is_in_the_store_as_done()
    {
        Assert.Equal(tuned, await Queue(tuned).TakeAsync(Any, cancel));
    }

    [Fact]
    public async Task Hands_out_a_returned_run_next()
    {
        var queue = Queue(scratch, Run(seed: 9));
        var taken = (await queue.TakeAsync(Any, cancel))!;

        queue.Return(taken);

        Assert.Equal(taken, await queue.TakeAsync(Any, cancel));
    }

    [Fact]
    public async Task Takes_the_runs_that_stand_on_a_failed_one_out_with_it()
    {
        var queue = Queue(source, tuned, twiceTuned, scratch);
        await queue.TakeAsync(Any, cancel);

        Assert.Equal([tuned, twiceTuned], queue.Fail(source));
        Assert.Equal(scratch, await queue.TakeAsync(Any, cancel));
    }

    [Fact]
    public async Task Ends_when_every_run_is_settled_and_not_when_every_run_is_taken()
    {
        var queue = Queue(scratch);
        await queue.TakeAsync(Any, cancel);
        var end = queue.TakeAsync(Any, cancel);
        Assert.False(end.IsCompleted);

        queue.Finish(scratch);

        Assert.Null(await end);
    }

    private static bool Any(PlannedRun run) => true;

    private static RunQueue Queue(params PlannedRun[] runs) => new(runs, _ => 1);

    private static PlannedRun Run(int seed, PlannedRun? source = null)
    {
        var spec = new RunSpec(new SmallCnn(1), new Digits(), source is null ? new FromScratch() : new FullFineTune(), new(), seed, source?.Spec);

        return new(spec, RunKey.Of(spec, new() { Results = "/results" }), ["Some"], source?.Id, null, "no receipt");
    }
}
