using Reproducible.Torch.Interop;
using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Part of the tensor, by one index per dimension; dimensions not named are whole.</summary>
        /// <remarks>Numbers, ranges and new dimensions give a view; masks and index tensors give a copy. Setting writes into this tensor; the value broadcasts.</remarks>
        /// <exception cref="TorchException">An index is out of range, or there are more than dimensions.</exception>
        public Tensor this[params ReadOnlySpan<TensorIndex> indices]
        {
            get
            {
                using var scope = NewDisposeScope();
                var (view, tensors) = View(indices);
                var part = tensors is null ? view : Indexing.Index.Call(view, Arg.Tensors(tensors));
                return scope.MoveToOuter(ReferenceEquals(part, this) ? alias() : part);
            }

            set
            {
                using var scope = NewDisposeScope();
                var (view, tensors) = View(indices);
                if (tensors is null)
                {
                    Creation.CopyInPlace.Run(view, value);
                }
                else
                {
                    Indexing.IndexPutInPlace.Run(view, Arg.Tensors(tensors), value);
                }
            }
        }

        // The view that numbers, ranges and new dimensions make, and for each of its dimensions the mask or indices, null for none.
        private (Tensor View, List<Tensor?>? Indices) View(ReadOnlySpan<TensorIndex> indices)
        {
            var named = 0L;
            foreach (ref readonly var index in indices)
            {
                named += index.Consumes;
            }

            var (view, dim) = (this, 0L);
            List<Tensor?> tensors = [];
            foreach (ref readonly var index in indices)
            {
                switch (index.What)
                {
                    case TensorIndex.Kind.Single:
                        view = view.select(dim, index.Start!.Value);
                        continue;
                    case TensorIndex.Kind.Slice:
                        view = index is { Start: null, Stop: null, Step: 1 } ? view : view.slice(dim, index.Start, index.Stop, index.Step);
                        tensors.Add(null);
                        break;
                    case TensorIndex.Kind.NewDimension:
                        view = view.unsqueeze(dim);
                        tensors.Add(null);
                        break;
                    case TensorIndex.Kind.Bool:
                        view = view.unsqueeze(dim);
                        tensors.Add(zeros(index.Start!.Value, ScalarType.Int64, device));
                        break;
                    case TensorIndex.Kind.Ellipsis:
                        var skipped = Math.Max(0, ndim - named);
                        tensors.AddRange(Enumerable.Repeat<Tensor?>(null, (int)skipped));
                        dim += skipped;
                        continue;
                    default:
                        tensors.Add(index.Indices);
                        dim += index.Consumes;
                        continue;
                }

                dim++;
            }

            return (view, tensors.Exists(tensor => tensor is not null) ? tensors : null);
        }
    }
}
