using System.Globalization;
using Reproducible.Torch.Modules;

namespace Reproducible.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>All elements of all parameters, one after another.</summary>
            /// <returns>Shape [elements]; gradients flow back through it.</returns>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                using var scope = NewDisposeScope();
                return scope.MoveToOuter(cat([.. tensors.Select(parameter => parameter.reshape(-1))]));
            }

            /// <summary>Copies a vector's elements back into the parameters.</summary>
            /// <param name="vec">Shape [elements], as many as the parameters have together.</param>
            /// <exception cref="ArgumentException">It has more, or fewer.</exception>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                Parameter[] parameters = [.. tensors];
                var expected = parameters.Sum(parameter => parameter.numel());
                if (vec.dim() != 1 || vec.numel() != expected)
                {
                    throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                        $"The vector has shape [{string.Join(", ", vec.shape)}], the parameters have {expected} elements."), nameof(vec));
                }

                using var scope = NewDisposeScope();
                using var frozen = no_grad();
                var start = 0L;
                foreach (var parameter in parameters)
                {
                    parameter.copy_(vec.narrow(0, start, parameter.numel()).reshape(parameter.shape));
                    start += parameter.numel();
                }
            }
        }
    }
}
