using Reproducible.Torch.Modules;

namespace Reproducible.Torch;

public static partial class torch
{
    /// <summary>Layers, losses, and what a network is made of.</summary>
    public static partial class nn
    {
        /// <param name="data">Becomes the parameter: its handle moves, the tensor given is empty afterwards.</param>
        /// <param name="requires_grad">false is frozen.</param>
        public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);

        /// <inheritdoc cref="Modules.Linear"/>
        public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
            new(inputSize, outputSize, hasBias, device, dtype);

        /// <inheritdoc cref="Modules.Embedding"/>
        /// <param name="num_embeddings">Rows.</param>
        /// <param name="embedding_dims">Width.</param>
        /// <param name="padding_idx">A row that stays 0 and is not trained; negative counts from the end.</param>
        /// <param name="max_norm">Rows that are looked up and longer are shortened to this.</param>
        /// <param name="norm_type">The norm that <paramref name="max_norm"/> speaks of.</param>
        /// <param name="scale_grad_by_freq">Divide a row's gradient by how often it was looked up.</param>
        /// <param name="sparse">A sparse gradient; the optimizers here don't take it.</param>
        public static Embedding Embedding(long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null,
            double norm_type = 2.0, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null) =>
            new(num_embeddings, embedding_dims, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse, device, dtype);

        /// <inheritdoc cref="Modules.BatchNorm"/>
        /// <param name="num_features">Channels.</param>
        /// <param name="eps">Added to the variance.</param>
        /// <param name="momentum">The newest batch's share of the running statistics, 0 to 1; null weighs all batches alike.</param>
        /// <param name="affine">Whether there are weight and bias.</param>
        /// <param name="track_running_stats">false: the batch's statistics in evaluation too.</param>
        public static BatchNorm1d BatchNorm1d(long num_features, double eps = 1e-05, double? momentum = 0.1, bool affine = true,
            bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
            new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

        /// <inheritdoc cref="BatchNorm1d"/>
        public static BatchNorm2d BatchNorm2d(long num_features, double eps = 1e-05, double? momentum = 0.1, bool affine = true,
            bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
            new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

        /// <inheritdoc cref="Modules.BNReLU2d"/>
        /// <inheritdoc cref="BatchNorm1d"/>
        /// <param name="pool">Above 1: the side of the windows of which the largest value alone is kept, as <see cref="Modules.MaxPool2d"/> does.</param>
        public static BNReLU2d BNReLU2d(long num_features, double eps = 1e-05, double? momentum = 0.1, bool affine = true,
            bool track_running_stats = true, long pool = 1, Device? device = null, ScalarType? dtype = null) =>
            new(num_features, eps, momentum, affine, track_running_stats, pool, device, dtype);

        /// <inheritdoc cref="Modules.LayerNorm"/>
        /// <param name="normalized_shape">The last dimensions of the input.</param>
        /// <param name="eps">Added to the variance.</param>
        /// <param name="elementwise_affine">Whether there are weight and bias.</param>
        /// <param name="bias">false: a weight alone.</param>
        public static LayerNorm LayerNorm(long[] normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true,
            Device? device = null, ScalarType? dtype = null) => new(normalized_shape, eps, elementwise_affine, bias, device, dtype);

        /// <inheritdoc cref="LayerNorm(long[], double, bool, bool, Device?, ScalarType?)"/>
        public static LayerNorm LayerNorm(long normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true,
            Device? device = null, ScalarType? dtype = null) => new([normalized_shape], eps, elementwise_affine, bias, device, dtype);

        /// <inheritdoc cref="Modules.Dropout"/>
        /// <param name="p">0 to 1.</param>
        public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);

        /// <inheritdoc cref="Modules.ReLU"/>
        public static ReLU ReLU(bool inplace = false) => new(inplace);

        /// <inheritdoc cref="Modules.GELU"/>
        public static GELU GELU() => new(Modules.GELU.Approximate.none, inplace: false);

        /// <inheritdoc cref="Modules.GELU"/>
        public static GELU GELU(bool inplace) => new(Modules.GELU.Approximate.none, inplace);

        /// <inheritdoc cref="Modules.GELU"/>
        public static GELU GELU(GELU.Approximate approximate, bool inplace = false) => new(approximate, inplace);

        /// <inheritdoc cref="Modules.Flatten"/>
        public static Flatten Flatten(long start_dim = 1, long end_dim = -1) => new(start_dim, end_dim);

        /// <inheritdoc cref="Modules.Identity"/>
        public static Identity Identity() => new();
    }
}
