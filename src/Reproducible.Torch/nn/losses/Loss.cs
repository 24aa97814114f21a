using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>A number to be minimised, of what was computed and what should have been.</summary>
public abstract class Loss<T1, T2, TResult>(string name, nn.Reduction reduction) : nn.Module<T1, T2, TResult>(name)
{
    public nn.Reduction reduction { get; } = reduction;
}
