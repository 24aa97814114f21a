using Reproducible.Torch.Interop;
using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether operations on this tensor are recorded for a backward pass.</summary>
        /// <exception cref="TorchException">Set on a tensor that other tensors were computed into, or of whole numbers.</exception>
        public bool requires_grad
        {
            get => Facts.RequiresGrad != 0;
            set
            {
                Native.Check(Native.TensorSetRequiresGrad(Handle, value ? 1 : 0), "requires_grad");
                GC.KeepAlive(this);
            }
        }

        /// <summary>Whether the tensor was given, not computed: gradients gather here.</summary>
        public bool is_leaf => Facts.IsLeaf != 0;

        /// <summary>What backward passes added up here; null before the first. Each reading is a new reference.</summary>
        /// <exception cref="TorchException">A gradient of another shape, type or device was set.</exception>
        public Tensor? grad
        {
            get
            {
                Native.Check(Native.TensorGrad(Handle, out var found), "grad");
                GC.KeepAlive(this);
                return found == 0 ? null : new(found);
            }

            set
            {
                Native.Check(Native.TensorSetGrad(Handle, value?.Handle ?? 0), "grad");
                GC.KeepAlive(value);
                GC.KeepAlive(this);
            }
        }

        /// <summary>How many times the elements were changed in place.</summary>
        public long version
        {
            get
            {
                Native.Check(Native.TensorVersion(Handle, out var found), "version");
                GC.KeepAlive(this);
                return found;
            }
        }

        /// <summary>Sets <see cref="requires_grad"/> and returns this tensor.</summary>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <inheritdoc cref="requires_grad_"/>
        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Keeps the gradient of a computed tensor too.</summary>
        public void retain_grad()
        {
            Native.Check(Native.TensorRetainGrad(Handle), "retain_grad");
            GC.KeepAlive(this);
        }

        /// <summary>Back-propagates from this tensor, a single number unless weights are given, into the leaves it came from.</summary>
        /// <param name="grad_tensors">Weight of each element, in this tensor's shape; null for a single number's 1.</param>
        /// <param name="create_graph">Whether the backward pass is itself recorded.</param>
        /// <param name="retain_graph">Whether the graph is kept for another pass; null is as <paramref name="create_graph"/>.</param>
        /// <param name="inputs">The leaves to gather gradients in; null or none is all of them.</param>
        public void backward(Tensor? grad_tensors = null, bool create_graph = false, bool? retain_graph = null, IReadOnlyList<Tensor>? inputs = null)
        {
            if (inputs is null or [])
            {
                TensorMemory.Backward(this, grad_tensors, retain_graph ?? create_graph, create_graph);
            }
            else
            {
                TensorMemory.Backward([this], [grad_tensors], inputs, retain_graph ?? create_graph, create_graph);
            }
        }

        /// <summary>The same elements in memory, seen as a tensor that was not computed.</summary>
        public Tensor detach() => Shape.Detach.Call(this);

        /// <summary>Cuts this tensor off from what it was computed from.</summary>
        public Tensor detach_()
        {
            Shape.DetachInPlace.Run(this);
            return this;
        }
    }
}
