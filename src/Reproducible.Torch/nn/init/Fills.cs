using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            public static Tensor zeros_(Tensor tensor) => Filled(tensor, static t => t.zero_());

            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            public static Tensor constant_(Tensor tensor, Scalar val) => Filled(tensor, t => t.fill_(val));

            /// <summary>Even between <paramref name="low"/> and <paramref name="high"/>.</summary>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null) =>
                Filled(tensor, t => t.uniform_(low, high, generator));

            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null) =>
                Filled(tensor, t => t.normal_(mean, std, generator));

            /// <summary>Normal, but nothing outside of <paramref name="a"/> to <paramref name="b"/>.</summary>
            /// <remarks>Drawn by the inverse of the distribution, as PyTorch does; good while the mean lies within two deviations of the bounds.</remarks>
            public static Tensor trunc_normal_(Tensor tensor, double mean = 0.0, double std = 1.0, double a = -2.0, double b = 2.0,
                Generator? generator = null)
            {
                // The shares of a normal distribution that lie below the bounds, stretched to where erfinv takes its argument.
                var low = (2 * Below((a - mean) / std)) - 1;
                var high = (2 * Below((b - mean) / std)) - 1;
                return Filled(tensor, t =>
                {
                    t.uniform_(low, high, generator);
                    Activation.ErfinvInPlace.Run(t);
                    t.mul_(std * Math.Sqrt(2.0));
                    t.add_(mean);
                    t.clamp_(a, b);
                });
            }

            /// <summary>Even, so that the variance is the same forward and backward.</summary>
            /// <param name="tensor">Shape [out, in, ...].</param>
            /// <remarks>Source: Glorot, Bengio, AISTATS 2010.</remarks>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1.0)
            {
                var bound = Math.Sqrt(3.0) * Spread(tensor, gain);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Normal, so that the variance is the same forward and backward.</summary>
            /// <param name="tensor">Shape [out, in, ...].</param>
            /// <remarks>Source: Glorot, Bengio, AISTATS 2010.</remarks>
            public static Tensor xavier_normal_(Tensor tensor, double gain = 1.0) => normal_(tensor, 0.0, Spread(tensor, gain));

            /// <summary>Even, so that a rectifier keeps the variance.</summary>
            /// <param name="tensor">Shape [out, in, ...].</param>
            /// <param name="a">The negative slope of LeakyReLU.</param>
            /// <remarks>Source: He et al., ICCV 2015 (arXiv:1502.01852).</remarks>
            public static Tensor kaiming_uniform_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn,
                NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                var bound = Math.Sqrt(3.0) * Deviation(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Normal, so that a rectifier keeps the variance.</summary>
            /// <param name="tensor">Shape [out, in, ...].</param>
            /// <param name="a">The negative slope of LeakyReLU.</param>
            /// <remarks>Source: He et al., ICCV 2015 (arXiv:1502.01852).</remarks>
            public static Tensor kaiming_normal_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn,
                NonlinearityType nonlinearity = NonlinearityType.LeakyReLU) => normal_(tensor, 0, Deviation(tensor, a, mode, nonlinearity));

            /// <summary>Rows (or, where they are more than the columns, columns) at right angles and of length <paramref name="gain"/>.</summary>
            /// <param name="tensor">Two dimensions or more; the last ones count as one.</param>
            /// <remarks>Source: Saxe et al. 2013 (arXiv:1312.6120).</remarks>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1.0)
            {
                if (tensor.dim() < 2)
                {
                    throw new ArgumentException($"The tensor has shape [{string.Join(", ", tensor.shape)}]; give one of two dimensions or more.");
                }

                if (tensor.numel() == 0)
                {
                    return tensor;
                }

                using var scope = NewDisposeScope();
                using var frozen = no_grad();
                var rows = tensor.shape[0];
                var columns = tensor.numel() / rows;
                var drawn = empty([rows, columns], tensor.dtype, tensor.device);
                drawn.normal_(0, 1);
                var (q, r) = LinearAlgebra.LinalgQr.CallTwo(rows < columns ? drawn.t() : drawn, "reduced");

                // The signs make the draw even over all such matrices (Mezzadri 2006, arXiv:math-ph/0609050).
                q.mul_(Pointwise.Sign.Call(Shape.Diag.Call(r, 0)));
                tensor.copy_((rows < columns ? q.t() : q).reshape(tensor.shape));
                tensor.mul_(gain);
                return tensor;
            }

            private static double Spread(Tensor tensor, double gain)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return gain * Math.Sqrt(2.0 / (fanIn + fanOut));
            }

            private static double Below(double deviations) => (1.0 + ErrorFunction(deviations / Math.Sqrt(2.0))) / 2.0;

            private static double ErrorFunction(double x)
            {
                using var scope = NewDisposeScope();
                return Pointwise.Erf.Call(full([], x, ScalarType.Float64)).item<double>();
            }

            private static Tensor Filled(Tensor tensor, Action<Tensor> fill)
            {
                using var scope = NewDisposeScope();
                using var frozen = no_grad();
                fill(tensor);
                return tensor;
            }
        }
    }
}
