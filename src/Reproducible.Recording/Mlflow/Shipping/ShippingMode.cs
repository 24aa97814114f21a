namespace Reproducible.Recording.Mlflow.Shipping;

/// <summary>How much of an experiment is written.</summary>
/// <param name="Finish">Whether parents are ended and the experiment's note is written; false: more runs are to come.</param>
/// <param name="Parallelism">Runs sent at once, at most.</param>
internal sealed record ShippingMode(bool Finish, int Parallelism)
{
    /// <summary>Whether the destination is asked what it holds, whatever the journal says.</summary>
    public bool LookThere { get; init; }

    /// <summary>Whether runs that this store began and no longer holds are ended.</summary>
    public bool EndAbandoned { get; init; }

    /// <summary>How long to wait for another process; null: as the options say.</summary>
    public TimeSpan? LockWait { get; init; }
}

/// <summary>What was done.</summary>
/// <param name="Runs">Runs written.</param>
/// <param name="Summaries">Parent runs written or brought up to date.</param>
/// <param name="Ended">Runs set to KILLED.</param>
internal sealed record ShippingCount(int Runs, int Summaries, int Ended)
{
    /// <summary>Whether the destination said what it holds.</summary>
    public bool Looked { get; init; }
}
