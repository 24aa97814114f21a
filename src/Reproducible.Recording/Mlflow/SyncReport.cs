using Reproducible.Recording.Mlflow.Shipping;

namespace Reproducible.Recording.Mlflow;

/// <summary>What <see cref="MlflowSink.SyncAsync"/> did.</summary>
/// <param name="Unreadable">Why runs of the store are left out, a sentence each.</param>
public sealed record SyncReport(IReadOnlyList<string> Unreadable)
{
    /// <summary>Runs of the store, counted once for each experiment that holds them.</summary>
    public int Runs { get; private init; }

    /// <summary>Runs sent now.</summary>
    public int Sent { get; private init; }

    /// <summary>Runs that are still not there, or of which nobody could say it: the notes of earlier calls are not believed.</summary>
    public int Missing { get; private init; }

    /// <summary>Parent runs written or brought up to date.</summary>
    public int Summaries { get; private init; }

    /// <summary>Runs that a dead process had left running, now KILLED.</summary>
    public int Ended { get; private init; }

    /// <summary>What went wrong, a sentence an experiment, without any secret.</summary>
    public IReadOnlyList<string> Problems { get; private init; } = [];

    internal SyncReport With(int runs, ShippingCount count, int missing, string? problem) => this with
    {
        Runs = Runs + runs,
        Sent = Sent + count.Runs,
        Missing = Missing + missing,
        Summaries = Summaries + count.Summaries,
        Ended = Ended + count.Ended,
        Problems = problem is null ? Problems : [.. Problems, problem],
    };
}
