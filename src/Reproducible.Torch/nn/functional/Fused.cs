using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>max(<see cref="batch_norm"/>, 0) in one operator, which goes through the memory half as often. Has no second derivative.</summary>
            /// <inheritdoc cref="batch_norm"/>
            /// <param name="pool">Above 1: of each window of so many times so many, which don't overlap, the largest alone (<c>max_pool2d</c>).</param>
            public static Tensor batch_norm_relu(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null,
                bool training = false, double momentum = 0.1, double eps = 1e-5, long pool = 1)
            {
                NeedsTwoValues(input, training);
                return Fused.BatchNormRelu.Call(input, weight, bias, running_mean, running_var, training, momentum, eps, pool);
            }

            /// <summary>(images - mean)·scale, in float and channels last, in one pass.</summary>
            /// <param name="images">Bytes, shape [batch, channels, height, width].</param>
            /// <param name="mean">Float32, a number a channel.</param>
            /// <param name="scale">Float32, a number a channel.</param>
            public static Tensor normalize_images(Tensor images, Tensor mean, Tensor scale) => Fused.NormalizeImages.Call(images, mean, scale);

            /// <summary>Adds a batch to a confusion matrix and to a sum of cross-entropies, where they are: nothing is read back.</summary>
            /// <param name="input">Logits, shape [batch, classes].</param>
            /// <param name="target">Classes, Int64, shape [batch].</param>
            /// <param name="counts">Int64, classes² elements: rows are true classes, columns the largest logit's. Changed in place.</param>
            /// <param name="loss">Float64, one element, in nats. Changed in place.</param>
            /// <param name="ignore_index">Examples of this class count for nothing.</param>
            public static void tally_(Tensor input, Tensor target, Tensor counts, Tensor loss, long ignore_index = -100) =>
                Fused.Tally.Run(input, target, counts, loss, ignore_index);

            /// <summary>The mean <see cref="cross_entropy"/>, to be learned from, and <see cref="tally_"/> of the same batch, which costs next to nothing beside it.</summary>
            /// <inheritdoc cref="tally_"/>
            /// <param name="label_smoothing">As <see cref="cross_entropy"/> has it; the tally is of the labels as they are.</param>
            public static Tensor tallied_cross_entropy(Tensor input, Tensor target, Tensor counts, Tensor loss, long ignore_index = -100, double label_smoothing = 0.0) =>
                Fused.TalliedCrossEntropy.Call(input, target, counts, loss, ignore_index, label_smoothing);
        }
    }
}
