using System.Globalization;

namespace Reproducible.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>First values of weights. Each fills the tensor in place, outside of autograd, and returns that same tensor.</summary>
        public static partial class init
        {
            /// <summary>What follows the weights.</summary>
            public enum NonlinearityType
            {
                Linear = 0,
                Conv1D = 1,
                Conv2D = 2,
                Conv3D = 3,
                ConvTranspose1D = 4,
                ConvTranspose2D = 5,
                ConvTranspose3D = 6,
                Sigmoid = 7,
                Tanh = 8,
                ReLU = 9,
                LeakyReLU = 10,
            }

            /// <summary>Which way the variance is kept.</summary>
            public enum FanInOut
            {
                /// <summary>Forward.</summary>
                FanIn = 0,

                /// <summary>Backward.</summary>
                FanOut = 1,
            }

            /// <summary>The factor that keeps the variance through a nonlinearity.</summary>
            /// <param name="param">The negative slope of LeakyReLU; for the others it counts for nothing.</param>
            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0.0) => nonlinearity switch
            {
                <= NonlinearityType.Sigmoid => 1,
                NonlinearityType.Tanh => 5.0 / 3,
                NonlinearityType.ReLU => Math.Sqrt(2.0),
                NonlinearityType.LeakyReLU => Math.Sqrt(2.0 / (1 + (param * param))),
                _ => throw new ArgumentException(
                    $"No nonlinearity {nonlinearity}. There are: {string.Join(", ", Enum.GetNames<NonlinearityType>())}."),
            };

            /// <summary>How many inputs an output sums, and how many outputs an input reaches.</summary>
            /// <param name="tensor">Shape [out, in, ...].</param>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length < 2)
                {
                    throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                        $"The tensor has {shape.Length} dimensions; fan-in and fan-out need two or more, [out, in, ...]. Use uniform_ or normal_."));
                }

                var field = shape.Skip(2).Aggregate(1L, (product, size) => product * size);
                return (shape[1] * field, shape[0] * field);
            }

            private static double Deviation(Tensor tensor, double a, FanInOut mode, NonlinearityType nonlinearity)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return calculate_gain(nonlinearity, a) / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut);
            }
        }
    }
}
