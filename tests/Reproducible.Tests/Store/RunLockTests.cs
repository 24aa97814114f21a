using Reproducible.Store;

namespace Reproducible.Tests.Store;

public sealed class RunLockTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Place => folder.File("run.lock");

    [Fact]
    public void Only_one_has_it_and_the_next_takes_it_when_it_is_given_back()
    {
        using (RunLock.Take(Place, CancellationToken.None))
        {
            Assert.Null(RunLock.TryTake(Place));
        }

        using var next = RunLock.TryTake(Place);
        Assert.NotNull(next);
    }

    [Fact]
    public void Leaves_no_file_behind()
    {
        using (RunLock.Take(Place, CancellationToken.None))
        {
            Assert.True(RunLock.IsHeld(Place));
            Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
        }

        Assert.False(RunLock.IsHeld(Place));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_file_that_a_killed_process_left_is_taken_over()
    {
        File.WriteAllText(Place, "");
        File.WriteAllText($"{Place}.holder", "process 1 on elsewhere");
        Assert.False(RunLock.IsHeld(Place));

        using var taken = RunLock.TryTake(Place);

        Assert.Equal($"process {Environment.ProcessId} on {Environment.MachineName}", RunLock.HolderOf(Place));
    }

    [Fact]
    public void Who_holds_a_file_that_lost_its_name_removes_no_others()
    {
        var first = RunLock.TryTake(Place)!;
        File.Delete(Place);
        using var second = RunLock.TryTake(Place);
        first.Dispose();

        Assert.NotNull(second);
        Assert.True(RunLock.IsHeld(Place));
    }

    [Fact]
    public async Task Never_two_have_it_however_many_take_it_and_give_it_back()
    {
        var (inside, most, taken) = (0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var round = 0; round < 300; round++)
            {
                if (RunLock.TryTake(Place) is { } held)
                {
                    InterlockedMax(ref most, Interlocked.Increment(ref inside));
                    Interlocked.Increment(ref taken);
                    Thread.SpinWait(200);
                    Interlocked.Decrement(ref inside);
                    held.Dispose();
                }
            }
        })));

        Assert.Equal(1, most);
        Assert.InRange(taken, 4, 1200);

        static void InterlockedMax(ref int place, int value)
        {
            for (var seen = Volatile.Read(ref place); seen < value; seen = Volatile.Read(ref place))
            {
                Interlocked.CompareExchange(ref place, value, seen);
            }
        }
    }

    [Fact]
    public async Task Who_waits_is_told_once_by_whom_and_has_it_then()
    {
        List<string> told = [];
        var waits = new TaskCompletionSource();
        var first = RunLock.Take(Place, CancellationToken.None);
        var second = Task.Run(() => RunLock.Take(Place, CancellationToken.None, Tell), TestContext.Current.CancellationToken);
        await waits.Task;

        // Long enough for it to look several times.
        await Task.Delay(350, TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);
        first.Dispose();

        using var taken = await second;
        Assert.Equal($"process {Environment.ProcessId} on {Environment.MachineName}", Assert.Single(told));

        void Tell(string who)
        {
            told.Add(who);
            waits.SetResult();
        }
    }

    [Fact]
    public void Who_waits_can_leave()
    {
        using var held = RunLock.Take(Place, CancellationToken.None);
        using var cancel = new CancellationTokenSource(200);

        Assert.Throws<OperationCanceledException>(() => RunLock.Take(Place, cancel.Token));
    }

    public void Dispose() => folder.Dispose();
}
