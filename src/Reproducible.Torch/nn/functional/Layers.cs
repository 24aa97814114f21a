using Reproducible.Torch.Modules;
using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Layers and losses as functions, their weights given with each call.</summary>
        public static partial class functional
        {
            /// <summary>input · weightsᵀ + bias.</summary>
            /// <param name="input">Shape [..., in].</param>
            /// <param name="weights">Shape [out, in].</param>
            /// <param name="bias">Shape [out].</param>
            /// <returns>Shape [..., out].</returns>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => Layer.Linear.Call(input, weights, bias);

            /// <summary>Correlates images with kernels.</summary>
            /// <param name="input">Shape [batch, in, height, width].</param>
            /// <param name="weight">Shape [out, in / groups, kernel height, kernel width].</param>
            /// <param name="bias">Shape [out].</param>
            /// <param name="strides">One number, or height and width; 1 when not given.</param>
            /// <param name="padding">Zeros on each side; 0 when not given.</param>
            /// <param name="dilation">Distance between a kernel's elements; 1 when not given.</param>
            /// <param name="groups">Parts into which the channels fall, each convolved by itself.</param>
            public static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias = null,
                long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                Layer.Conv2d.Call(input, weight, bias, strides ?? Pair.Ones, padding ?? Pair.Zeros, dilation ?? Pair.Ones, groups);

            /// <summary>As <see cref="conv2d"/>, the padding computed: none, or as much as keeps height and width (strides must be 1 then).</summary>
            public static Tensor conv2d_padding(Tensor input, Tensor weight, Tensor? bias = null,
                long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1) =>
                Layer.Conv2dPadding.Call(
                    input, weight, bias, strides ?? Pair.Ones, padding == Padding.Same ? "same" : "valid", dilation ?? Pair.Ones, groups);

            /// <summary>Each channel to mean 0 and variance 1, then times weight plus bias.</summary>
            /// <param name="input">Shape [batch, channels, ...].</param>
            /// <param name="running_mean">Shape [channels]; changed in place when training.</param>
            /// <param name="running_var">Shape [channels]; changed in place when training.</param>
            /// <param name="training">Use the batch's statistics, for which a channel needs two values or more; else the running ones.</param>
            /// <param name="momentum">The batch's share of the new running statistics, 0 to 1.</param>
            /// <param name="eps">Added to the variance.</param>
            public static Tensor batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null,
                bool training = false, double momentum = 0.1, double eps = 1e-5)
            {
                NeedsTwoValues(input, training);
                return Layer.BatchNorm.Call(input, weight, bias, running_mean, running_var, training, momentum, eps, backends.cudnn.enabled);
            }

            /// <summary>Each example, over its last dimensions, to mean 0 and variance 1, then times weight plus bias.</summary>
            /// <param name="normalized_shape">The last dimensions of the input.</param>
            /// <param name="weight">Shape <paramref name="normalized_shape"/>.</param>
            /// <param name="bias">Shape <paramref name="normalized_shape"/>.</param>
            /// <param name="eps">Added to the variance.</param>
            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                Layer.LayerNorm.Call(input, normalized_shape, weight, bias, eps, backends.cudnn.enabled);

            /// <summary>The rows of a table.</summary>
            /// <param name="x">Row numbers, Int64, any shape.</param>
            /// <param name="weight">Shape [rows, width].</param>
            /// <param name="padding_idx">A row that is not trained; negative counts from the end.</param>
            /// <param name="max_norm">Rows that are looked up and longer are shortened to this, in place.</param>
            /// <param name="norm_type">The norm that <paramref name="max_norm"/> speaks of.</param>
            /// <param name="scale_grad_by_freq">Divide a row's gradient by how often it was looked up.</param>
            /// <param name="sparse">Make the gradient of <paramref name="weight"/> sparse; the optimizers here don't take it.</param>
            /// <returns>Shape of <paramref name="x"/>, then [width].</returns>
            public static Tensor embedding(Tensor x, Tensor weight, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0,
                bool scale_grad_by_freq = false, bool sparse = false)
            {
                var rows = weight.shape[0];
                if (padding_idx is { } given && (given < -rows || given >= rows))
                {
                    throw new ArgumentException($"padding_idx is {given}, the table has {rows} rows: give a number from {-rows} to {rows - 1}.");
                }

                if (max_norm is { } longest)
                {
                    using var frozen = no_grad();
                    Layer.EmbeddingRenormInPlace.Run(weight, x, longest, norm_type);
                }

                var padding = padding_idx < 0 ? padding_idx.Value + rows : padding_idx ?? -1;
                return Layer.Embedding.Call(weight, x, padding, scale_grad_by_freq, sparse);
            }

            /// <summary>Sets each element to 0 with probability <paramref name="p"/> and divides the others by 1 - p.</summary>
            /// <param name="p">0 to 1.</param>
            /// <param name="training">When false, the input comes back as it is.</param>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                Check.Probability(p);
                return inplace ? Layer.DropoutInPlace.Call(input, p, training) : Layer.Dropout.Call(input, p, training);
            }

            /// <summary>Adds elements at the edges.</summary>
            /// <param name="pad">Before and after for the last dimension, then for the one before it, and so on.</param>
            /// <param name="value">What is added in mode Constant.</param>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => mode switch
            {
                PaddingModes.Constant or PaddingModes.Zeros => Layer.Pad.Call(input, pad, "constant", value),
                PaddingModes.Reflect => Layer.Pad.Call(input, pad, "reflect"),
                PaddingModes.Replicate => Layer.Pad.Call(input, pad, "replicate"),
                PaddingModes.Circular => Layer.Pad.Call(input, pad, "circular"),
                _ => throw new ArgumentException($"No padding mode {mode}. There are: {string.Join(", ", Enum.GetNames<PaddingModes>())}."),
            };

            /// <summary>1 where the class is, 0 elsewhere.</summary>
            /// <param name="x">Classes, Int64, any shape.</param>
            /// <param name="num_classes">-1 is one more than the largest.</param>
            /// <returns>Int64, the shape of <paramref name="x"/>, then [num_classes].</returns>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Layer.OneHot.Call(x, num_classes);

            /// <summary>input / max(‖input‖ₚ, eps), the norm taken along <paramref name="dim"/>.</summary>
            public static Tensor normalize(Tensor input, double p = 2.0, long dim = 1, double eps = 1e-12)
            {
                using var norm = Operators.Reduction.NormScalarOptDim.Call(input, p, dim, true);
                using var bounded = Pointwise.ClampMin.Call(norm, eps);
                using var expanded = Shape.ExpandAs.Call(bounded, input);
                return Pointwise.DivTensor.Call(input, expanded);
            }

            /// <summary>All dimensions from <paramref name="start_dim"/> to <paramref name="end_dim"/> as one.</summary>
            public static Tensor flatten(Tensor input, long start_dim = 1, long end_dim = -1) =>
                Shape.Flatten.Call(input, start_dim, end_dim);

            private static void NeedsTwoValues(Tensor input, bool training)
            {
                if (training && input.numel() == input.size(1))
                {
                    throw new ArgumentException(
                        $"Batch normalisation needs more than one value per channel to train, the input has shape [{string.Join(", ", input.shape)}]. "
                        + "Use a larger batch, or eval().");
                }
            }
        }
    }
}
