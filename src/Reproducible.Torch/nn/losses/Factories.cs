using Reproducible.Torch.Modules;

namespace Reproducible.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <inheritdoc cref="functional.cross_entropy"/>
        public static CrossEntropyLoss CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean,
            double label_smoothing = 0.0) => new(weight, ignore_index, reduction, label_smoothing);

        /// <inheritdoc cref="functional.nll_loss"/>
        public static NLLLoss NLLLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, long? ignore_index = null) =>
            new(weight, reduction, ignore_index);

        /// <inheritdoc cref="functional.binary_cross_entropy_with_logits"/>
        public static BCEWithLogitsLoss BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
            new(weight, reduction, pos_weights);

        /// <inheritdoc cref="functional.mse_loss"/>
        public static MSELoss MSELoss(Reduction reduction = Reduction.Mean) => new(reduction);

        /// <inheritdoc cref="functional.l1_loss"/>
        public static L1Loss L1Loss(Reduction reduction = Reduction.Mean) => new(reduction);

        /// <inheritdoc cref="functional.kl_div"/>
        public static KLDivLoss KLDivLoss(bool log_target = true, Reduction reduction = Reduction.Mean) => new(log_target, reduction);

        /// <inheritdoc cref="functional.smooth_l1_loss"/>
        public static SmoothL1Loss SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1.0) => new(reduction, beta);
    }
}
