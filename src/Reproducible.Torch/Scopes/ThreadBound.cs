namespace Reproducible.Torch;

/// <summary>A state of this thread that ends when disposed of, once, on the same thread.</summary>
internal abstract class ThreadBound : IDisposable
{
    private readonly int thread = Environment.CurrentManagedThreadId;
    private bool ended;

    public void Dispose()
    {
        if (ended)
        {
            return;
        }

        if (thread != Environment.CurrentManagedThreadId)
        {
            throw new InvalidOperationException($"This mode was entered on thread {thread} and is left on thread {Environment.CurrentManagedThreadId}. Leave it where it was entered; there must be no await in between.");
        }

        ended = true;
        Leave();
    }

    protected abstract void Leave();
}
