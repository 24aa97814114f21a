using Reproducible.Torch.Modules;
using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>max(x, 0).</summary>
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? Pointwise.ReluInPlace.Call(x) : Pointwise.Relu.Call(x);

            /// <summary>x·Φ(x), exact.</summary>
            /// <remarks>Source: Hendrycks, Gimpel 2016 (arXiv:1606.08415).</remarks>
            public static Tensor gelu(Tensor x) => gelu(x, Modules.GELU.Approximate.none);

            public static Tensor gelu(Tensor x, bool inplace) => gelu(x, Modules.GELU.Approximate.none, inplace);

            /// <summary>x·Φ(x), Φ exact or by tanh.</summary>
            public static Tensor gelu(Tensor x, GELU.Approximate approximate, bool inplace = false)
            {
                var kind = approximate == Modules.GELU.Approximate.tanh ? "tanh" : "none";
                return inplace ? Activation.GeluInPlace.Call(x, kind) : Activation.Gelu.Call(x, kind);
            }

            /// <summary>1 / (1 + e⁻ˣ).</summary>
            public static Tensor sigmoid(Tensor x) => Pointwise.Sigmoid.Call(x);

            public static Tensor tanh(Tensor x) => Pointwise.Tanh.Call(x);

            /// <summary>x·sigmoid(x).</summary>
            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? Activation.SiluInPlace.Call(x) : Activation.Silu.Call(x);

            /// <summary>x, or negative_slope·x below 0.</summary>
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                inplace ? Activation.LeakyReluInPlace.Call(input, negative_slope) : Activation.LeakyRelu.Call(input, negative_slope);

            /// <summary>eˣ / Σ eˣ along <paramref name="dim"/>.</summary>
            /// <param name="dtype">Cast to this before computing.</param>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => Operators.Reduction.Softmax.Call(input, dim, dtype);

            /// <summary>The logarithm of <see cref="softmax"/>, computed without its loss of digits.</summary>
            public static Tensor log_softmax(Tensor x, long dim, ScalarType? dtype = null) => Operators.Reduction.LogSoftmax.Call(x, dim, dtype);
        }
    }
}
