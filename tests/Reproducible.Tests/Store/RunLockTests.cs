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
    public async Task Who_waits_is_told_once_by_whom_and_has_it_then()
    {
        var told = new List<string>();
        var first = RunLock.Take(Place, CancellationToken.None);
        var second = Task.Run(() => RunLock.Take(Place, CancellationToken.None, told.Add), TestContext.Current.CancellationToken);
        await Task.Delay(350, TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);
        first.Dispose();

        using var taken = await second;
        Assert.Equal($"process {Environment.ProcessId} on {Environment.MachineName}", Assert.Single(told));
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
