namespace Reproducible.Benchmarks.OurSide;

/// <summary>A piece of our work that a process of its own does each time it is asked.</summary>
internal interface IWork : IDisposable
{
    /// <summary>Does it once.</summary>
    /// <returns>What came of it, as JSON takes it; numbers of seconds, bytes and so on under names that say which.</returns>
    object Do();
}
