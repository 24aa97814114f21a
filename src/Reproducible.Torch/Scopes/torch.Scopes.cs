namespace Reproducible.Torch;

public static partial class torch
{
    /// <summary>Opens a scope that disposes of the tensors made in it.</summary>
    public static DisposeScope NewDisposeScope() => new();

    /// <summary>Computes inside a scope and hands out the result alone.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        ArgumentNullException.ThrowIfNull(expr);
        using var scope = NewDisposeScope();
        return scope.MoveToOuter(expr());
    }

    /// <inheritdoc cref="WrappedTensorDisposeScope(Func{Tensor})"/>
    public static (Tensor First, Tensor Second) WrappedTensorDisposeScope(Func<(Tensor First, Tensor Second)> expr)
    {
        ArgumentNullException.ThrowIfNull(expr);
        using var scope = NewDisposeScope();
        var (first, second) = expr();
        return scope.MoveToOuter(first, second);
    }
}
