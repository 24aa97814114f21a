using Reproducible.Recording.Mlflow.Rest;
using Reproducible.Store;

namespace Reproducible.Recording.Mlflow.Shipping;

/// <summary>The right to write from one store to one destination: two processes at once would each look, find nothing, and write a run twice.</summary>
internal sealed class DestinationLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // Of this process: an instance that held the lock last still knows what is there.
    private static readonly string Self = Guid.NewGuid().ToString("N");

    private readonly RunLock held;

    private DestinationLock(RunLock held, bool changedHands) => (this.held, ChangedHands) = (held, changedHands);

    /// <summary>Whether somebody else held it since this one did: what was known of the destination may be out of date.</summary>
    public bool ChangedHands { get; }

    /// <summary>Takes the lock.</summary>
    /// <param name="self">Who takes it: the same text as the last time, if the same knowledge is still in use.</param>
    /// <exception cref="MlflowException">Somebody else holds it all the time.</exception>
    public static async Task<DestinationLock> TakeAsync(string path, string self, TimeSpan patience, CancellationToken cancel)
    {
        var deadline = DateTime.UtcNow + patience;
        RunLock? held;
        while ((held = RunLock.TryTake(path)) is null)
        {
            if (DateTime.UtcNow >= deadline)
            {
                throw new MlflowException("another process writes to it from the same store.", "Wait until that one is done.") { Outage = true };
            }

            await Task.Delay(Pause, cancel);
        }

        var last = $"{path}.last";
        var me = $"{Self} {self}";
        var changedHands = !File.Exists(last) || File.ReadAllText(last) != me;
        if (changedHands)
        {
            WholeFile.Write(last, me);
        }

        return new(held, changedHands);
    }

    /// <inheritdoc/>
    public void Dispose() => held.Dispose();
}
