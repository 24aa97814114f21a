using Reproducible.Runs;

namespace Reproducible.Execution;

/// <summary>Somebody who watches a lab: a display. Called on any thread, one call at a time; must return soon.</summary>
public interface ILabObserver
{
    /// <summary>A run ended, finished or failed, and is in the store.</summary>
    /// <param name="status">With this run counted.</param>
    void Ended(RunRecord run, LabStatus status);

    /// <summary>Something went wrong that costs time but no run: a worker died, and its run is done again.</summary>
    void Warned(string problem);
}
