namespace Reproducible.Benchmarks.Measuring;

/// <summary>What the command line asks for.</summary>
/// <param name="Root">Absolute path of the repository.</param>
/// <param name="Quick">One round of tiny sizes: shows that all works, measures nothing.</param>
/// <param name="Device"><c>cpu</c>, or a CUDA device for the claims about GPUs.</param>
/// <param name="Mlflow">A tracking server for the claim about logging; null: it is not measured.</param>
internal sealed record BenchSettings(string Root, bool Quick = false, string Device = "cpu", Uri? Mlflow = null);
