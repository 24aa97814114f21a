namespace Reproducible.Snapshots;

/// <summary>Where a scrubber goes among those added before it.</summary>
public enum ScrubberLocation
{
    /// <summary>Runs before those added before it.</summary>
    First,

    /// <summary>Runs after those added before it.</summary>
    Last,
}
