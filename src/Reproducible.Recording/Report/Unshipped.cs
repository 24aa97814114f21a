namespace Reproducible.Recording.Report;

/// <summary>What a place that runs are sent to does not have yet.</summary>
/// <param name="Destination">For people, without secrets: <c>MLflow at http://127.0.0.1:5000</c>.</param>
/// <param name="Runs">How many runs it lacks; 0: it has all.</param>
public sealed record Unshipped(string Destination, int Runs);
