using Reproducible.Torch;

namespace Reproducible.Store;

/// <summary>What a run needs to go on after a step.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="State">The text given when it was saved.</param>
/// <param name="Tensors">By name, on the CPU; the dispose scope that was open at reading owns them, else the caller.</param>
public sealed record Checkpoint(long Step, string State, Dictionary<string, torch.Tensor> Tensors);
