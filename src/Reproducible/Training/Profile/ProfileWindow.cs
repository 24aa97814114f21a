namespace Reproducible.Training;

/// <summary>Which steps of a run are profiled.</summary>
/// <param name="After">Steps before the first: caches fill and memory is taken from the system. At least 0.</param>
/// <param name="Steps">Steps profiled, fewer where the run ends before. At least 1.</param>
public sealed record ProfileWindow(int After = 5, int Steps = 20);
