using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>-log of the share that softmax gives the right class, in nats.</summary>
            /// <param name="input">Logits, shape [batch, classes, ...].</param>
            /// <param name="target">Classes, Int64, shape [batch, ...]; or shares of each class, shape of the input.</param>
            /// <param name="weight">One factor a class; the mean divides by their sum.</param>
            /// <param name="ignore_index">Examples of this class count for nothing.</param>
            /// <param name="label_smoothing">0 to 1: the part of the target that is spread over all classes; 0.1 is usual.</param>
            /// <remarks>Source of smoothing: Szegedy et al., CVPR 2016 (arXiv:1512.00567).</remarks>
            public static Tensor cross_entropy(Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100,
                Reduction reduction = Reduction.Mean, double label_smoothing = 0.0) =>
                Loss.CrossEntropy.Call(input, target, weight, (long)reduction, ignore_index, label_smoothing);

            /// <summary>(input - target)².</summary>
            /// <param name="target">Shape of the input, or one that broadcasts to it.</param>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Loss.Mse.Call(input, target, (long)reduction);

            /// <summary>|input - target|.</summary>
            /// <param name="target">Shape of the input, or one that broadcasts to it.</param>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Loss.L1.Call(input, target, (long)reduction);

            /// <summary>-(target·log σ(input) + (1 - target)·log(1 - σ(input))), computed without its loss of digits.</summary>
            /// <param name="target">0 to 1, shape of the input.</param>
            /// <param name="weight">A factor for each element; broadcasts.</param>
            /// <param name="pos_weights">A factor for the positive part; broadcasts.</param>
            public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight = null,
                Reduction reduction = Reduction.Mean, Tensor? pos_weights = null)
            {
                if (!input.shape.AsSpan().SequenceEqual(target.shape))
                {
                    throw new ArgumentException(
                        $"The target has shape [{string.Join(", ", target.shape)}], the input [{string.Join(", ", input.shape)}]: they must be the same.");
                }

                return Loss.BinaryCrossEntropyWithLogits.Call(input, target, weight, pos_weights, (long)reduction);
            }

            /// <summary>-input at the right class.</summary>
            /// <param name="input">Logarithms of shares, shape [batch, classes, ...].</param>
            /// <param name="target">Classes, Int64, shape [batch, ...].</param>
            /// <param name="weight">One factor a class; the mean divides by their sum.</param>
            /// <param name="ignore_index">Examples of this class count for nothing.</param>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean,
                long ignore_index = -100) =>
                Loss.NllNd.Call(input, target, weight, (long)reduction, ignore_index);

            /// <summary>target·(log target - input), element by element.</summary>
            /// <param name="input">Logarithms of shares.</param>
            /// <param name="target">Logarithms of shares, or shares.</param>
            /// <param name="log_target">Which of the two; the default is TorchSharp's, PyTorch's is false.</param>
            /// <param name="reduction">Mean divides by the number of elements; BatchMean by the batch alone, which is the divergence's definition.</param>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean)
            {
                if (reduction != Reduction.BatchMean)
                {
                    return Loss.KlDiv.Call(input, target, (long)reduction, log_target);
                }

                using var sum = Loss.KlDiv.Call(input, target, (long)Reduction.Sum, log_target);
                return Pointwise.DivScalar.Call(sum, input.shape[0]);
            }

            /// <summary>(input - target)² / (2·beta) where they are nearer than beta, else |input - target| - beta / 2.</summary>
            /// <param name="beta">0 is <see cref="l1_loss"/>.</param>
            /// <remarks>Source: Girshick, ICCV 2015 (arXiv:1504.08083).</remarks>
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1.0) =>
                Loss.SmoothL1.Call(input, target, (long)reduction, beta);
        }
    }
}
