using static Reproducible.Torch.torch;

namespace Reproducible.Store;

/// <summary>Features as they were stored.</summary>
/// <param name="Rows">Mapped from the disk; the dispose scope that was open at reading owns it, else the caller.</param>
/// <param name="Seconds">What making them took.</param>
public sealed record StoredRows(Tensor Rows, double Seconds);
