using Reproducible.Torch.Modules;
using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What is done with parameters between backward pass and step.</summary>
        public static partial class utils
        {
            /// <summary>Shortens all gradients together, in place, to a norm of at most <paramref name="max_norm"/>.</summary>
            /// <param name="max_norm">1 is usual.</param>
            /// <param name="norm_type">2, or another; infinity is the largest element's size.</param>
            /// <param name="error_if_nonfinite">Refuse gradients that are infinite or not numbers, and leave them as they are.</param>
            /// <returns>The norm before; 0 where no parameter has a gradient.</returns>
            /// <exception cref="TorchException">The norm is not finite, and that was to be an error.</exception>
            public static double clip_grad_norm_(
                IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0, bool error_if_nonfinite = false)
            {
                using var scope = NewDisposeScope();
                using var frozen = no_grad();
                var gradients = Of(tensors);
                if (gradients.Length == 0)
                {
                    return 0;
                }

                var total = Norm(gradients, norm_type);
                var value = total.item<double>();
                if (error_if_nonfinite && !double.IsFinite(value))
                {
                    throw new TorchException(
                        nameof(clip_grad_norm_),
                        FormattableString.Invariant($"The gradients' norm is {value}: the loss has diverged. Lower the learning rate, or look for the step where it began."));
                }

                // As PyTorch does it: the factor stays a tensor, and one of 1 is multiplied too.
                var factor = (max_norm / (total + 1e-6)).clamp(max: 1.0);
                foreach (var gradient in gradients)
                {
                    gradient.mul_(factor);
                }

                return value;
            }

            /// <summary>Cuts each element of each gradient, in place, to ±<paramref name="clip_value"/>.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var scope = NewDisposeScope();
                using var frozen = no_grad();
                foreach (var gradient in Of(tensors))
                {
                    gradient.clamp_(-clip_value, clip_value);
                }
            }

            private static Tensor[] Of(IEnumerable<Parameter> parameters) =>
                [.. parameters.Select(parameter => parameter.grad).OfType<Tensor>()];

            private static Tensor Norm(Tensor[] gradients, double type)
            {
                if (double.IsPositiveInfinity(type))
                {
                    Tensor[] largest = [.. gradients.Select(gradient => Operators.Reduction.Max.Call(Pointwise.Abs.Call(gradient)))];
                    return largest.Length == 1 ? largest[0] : Operators.Reduction.Max.Call(stack(largest));
                }

                Tensor[] norms = [.. gradients.Select(gradient => Operators.Reduction.NormScalar.Call(gradient, type))];
                return Operators.Reduction.NormScalar.Call(stack(norms), type);
            }
        }
    }
}
