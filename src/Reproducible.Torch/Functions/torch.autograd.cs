using Reproducible.Torch.Interop;

namespace Reproducible.Torch;

public static partial class torch
{
    /// <summary>Backward passes over several tensors.</summary>
    public static class autograd
    {
        /// <summary>Gradients of outputs with respect to inputs, gathered nowhere.</summary>
        /// <param name="outputs">Single numbers, unless weights are given.</param>
        /// <param name="inputs">What to differentiate by.</param>
        /// <param name="grad_outputs">Weight of each output's elements; null is 1 for single numbers.</param>
        /// <param name="retain_graph">Whether the graph is kept; null is as <paramref name="create_graph"/>.</param>
        /// <param name="create_graph">Whether this pass is itself recorded.</param>
        /// <param name="allow_unused">Whether an input that takes no part gives null instead of an exception.</param>
        public static Tensor?[] grad(IReadOnlyList<Tensor> outputs, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?>? grad_outputs = null, bool? retain_graph = null, bool create_graph = false, bool allow_unused = false)
        {
            SameCount(outputs, grad_outputs);
            return TensorMemory.Grad(outputs, grad_outputs, NotNull(inputs), retain_graph ?? create_graph, create_graph, allow_unused);
        }

        /// <summary>Back-propagates from several tensors at once.</summary>
        /// <inheritdoc cref="Tensor.backward"/>
        public static void backward(IReadOnlyList<Tensor> tensors, IReadOnlyList<Tensor?>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IReadOnlyList<Tensor>? inputs = null)
        {
            SameCount(tensors, grad_tensors);
            TensorMemory.Backward(tensors, grad_tensors, inputs ?? [], retain_graph ?? create_graph, create_graph);
        }

        private static void SameCount(IReadOnlyList<Tensor> tensors, IReadOnlyList<Tensor?>? grads)
        {
            if (grads is not null && grads.Count != NotNull(tensors).Count)
            {
                throw new ArgumentException($"{grads.Count} weights were given for {tensors.Count} tensors; give one for each.", nameof(grads));
            }
        }
    }
}
