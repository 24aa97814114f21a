namespace Reproducible.Torch;

/// <summary>libtorch refused an operation, or can't be loaded. Its own words are kept.</summary>
/// <param name="operation">What was asked for: an operator's name such as <c>aten::matmul</c>, or a function of the shim.</param>
/// <param name="reason">libtorch's words, or what was found and what was expected.</param>
/// <param name="cause">The exception below this one, where there is one.</param>
public sealed class TorchException(string operation, string reason, Exception? cause = null)
    : Exception($"{operation}: {reason}", cause)
{
    /// <summary>What was asked for.</summary>
    public string Operation { get; } = operation;

    /// <summary>Why it was refused, in libtorch's words.</summary>
    public string Reason { get; } = reason;
}
