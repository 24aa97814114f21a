namespace Reproducible.Traces;

/// <summary>All tensors after a step, each as its hash.</summary>
/// <param name="Step">The step they follow; 0 is before the first.</param>
/// <param name="Hashes">As <see cref="TraceDigest.OfTensor"/> gives them, in the order of <see cref="Trace.Tensors"/>.</param>
public sealed record TraceWeights(long Step, IReadOnlyList<ulong> Hashes);
