namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>One of several attempts at a request, and the time that all of them have together.</summary>
/// <param name="limit">From now on.</param>
internal sealed class Attempt(TimeSpan limit, CancellationToken cancel) : IDisposable
{
    private readonly CancellationTokenSource time = CreateTimer(limit, cancel);
    private readonly long start = Environment.TickCount64;
    private TimeSpan extra;

    /// <summary>From 0.</summary>
    public int Number { get; private set; } = -1;

    /// <summary>How the last one failed; null in the first.</summary>
    public MlflowException? Last { get; private set; }

    /// <summary>Whether an earlier one may have had its effect, though nobody heard of it. A server that was busy said that it had none.</summary>
    public bool MayHaveArrived { get; private set; }

    /// <summary>Time is up, or the caller gave up.</summary>
    public CancellationToken Cancel => time.Token;

    /// <summary>All the time that there is.</summary>
    public TimeSpan Limit => limit + extra;

    /// <summary>What is left of it.</summary>
    public TimeSpan Left => Limit - TimeSpan.FromMilliseconds(Environment.TickCount64 - start);

    /// <summary>Gives a second more for each megabyte that travels.</summary>
    public void AllowFor(long bytes)
    {
        extra = TimeSpan.FromSeconds(Math.Max(extra.TotalSeconds, bytes / 1e6));
        time.CancelAfter(Left > TimeSpan.Zero ? Left : TimeSpan.Zero);
    }

    public void Begin() => Number++;

    public void Failed(MlflowException failure)
    {
        Last = failure;
        MayHaveArrived |= failure.Status is null || (int)failure.Status is not (429 or 503);
    }

    public void Dispose() => time.Dispose();

    private static CancellationTokenSource CreateTimer(TimeSpan limit, CancellationToken cancel)
    {
        var timer = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timer.CancelAfter(limit);

        return timer;
    }
}
