using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>A tensor that a module learns. It belongs to no dispose scope: the module it is registered with disposes of it.</summary>
public class Parameter : Tensor
{
    /// <param name="data">Becomes the parameter: its handle moves, the tensor given is empty afterwards. What it was computed from is forgotten.</param>
    /// <param name="requires_grad">false is frozen.</param>
    public Parameter(Tensor data, bool requires_grad = true)
        : base(Leaf(data).MoveHandle())
    {
        DetachFromDisposeScope();
        this.requires_grad = requires_grad;
    }

    private static Tensor Leaf(Tensor data)
    {
        if (data.is_leaf)
        {
            return data;
        }

        var leaf = data.detach();
        data.Dispose();
        return leaf;
    }
}
