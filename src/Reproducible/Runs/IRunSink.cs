namespace Reproducible.Runs;

/// <summary>
/// A view of the store elsewhere. Let exceptions out: the caller reports them and goes on to the next sink, since a sink never costs a run.
/// Writing the same result twice leaves one copy.
/// </summary>
public interface IRunSink
{
    /// <summary>For people: <c>MLflow at http://127.0.0.1:5000</c>.</summary>
    string Name { get; }

    /// <summary>Writes what an experiment's runs gave.</summary>
    Task WriteAsync(ExperimentResult result, CancellationToken cancel);
}
