using Reproducible.Torch.Modules;

namespace Reproducible.Torch;

public static partial class torch
{
    public static partial class optim
    {
        /// <inheritdoc cref="Modules.SGD"/>
        /// <param name="learningRate">0 or more; 0.1 with momentum is usual from scratch, a tenth of it for fine-tuning.</param>
        /// <param name="momentum">0 is none; 0.9 is usual.</param>
        /// <param name="dampening">How much of the gradient stays out of the buffer, 0 to 1.</param>
        /// <param name="weight_decay">The λ of λ/2·‖θ‖²; 0 is none, 5e-4 is usual.</param>
        /// <param name="nesterov">Look ahead: go by gradient + momentum·buffer.</param>
        /// <param name="maximize">Climb, not descend.</param>
        public static SGD SGD(IEnumerable<Parameter> parameters, double learningRate, double momentum = 0.0, double dampening = 0.0,
            double weight_decay = 0.0, bool nesterov = false, bool maximize = false) =>
            new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

        /// <inheritdoc cref="SGD(IEnumerable{Parameter}, double, double, double, double, bool, bool)"/>
        public static SGD SGD(IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, double momentum = 0.0,
            double dampening = 0.0, double weight_decay = 0.0, bool nesterov = false, bool maximize = false) =>
            new(parameters.Select(pair => pair.parameter), learningRate, momentum, dampening, weight_decay, nesterov, maximize);

        /// <inheritdoc cref="SGD(IEnumerable{Parameter}, double, double, double, double, bool, bool)"/>
        public static SGD SGD(IEnumerable<SGD.ParamGroup> parameters, double learningRate, double momentum = 0.0, double dampening = 0.0,
            double weight_decay = 0.0, bool nesterov = false, bool maximize = false) =>
            new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

        /// <inheritdoc cref="Modules.Adam"/>
        /// <param name="lr">0 or more; 1e-3 to 1e-4 is usual.</param>
        /// <param name="beta1">Decay of the gradient's mean, 0 to 1.</param>
        /// <param name="beta2">Decay of its square's mean, 0 to 1.</param>
        /// <param name="eps">Added to the denominator.</param>
        /// <param name="weight_decay">The λ of λ/2·‖θ‖²; 0 is none.</param>
        /// <param name="amsgrad">Divide by the largest mean of squares so far.</param>
        /// <param name="maximize">Climb, not descend.</param>
        public static Adam Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
            new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        /// <inheritdoc cref="Adam(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public static Adam Adam(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9,
            double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
            new(parameters.Select(pair => pair.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        /// <inheritdoc cref="Adam(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public static Adam Adam(IEnumerable<Adam.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
            double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
            new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        /// <inheritdoc cref="Modules.AdamW"/>
        /// <param name="lr">0 or more; 1e-3 to 1e-4 is usual.</param>
        /// <param name="beta1">Decay of the gradient's mean, 0 to 1.</param>
        /// <param name="beta2">Decay of its square's mean, 0 to 1.</param>
        /// <param name="eps">Added to the denominator.</param>
        /// <param name="weight_decay">Weights shrink by lr times this in each step. 0.01 unless told, as in PyTorch; TorchSharp's default is 0.</param>
        /// <param name="amsgrad">Divide by the largest mean of squares so far.</param>
        /// <param name="maximize">Climb, not descend.</param>
        public static AdamW AdamW(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0.01, bool amsgrad = false, bool maximize = false) =>
            new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        /// <inheritdoc cref="AdamW(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public static AdamW AdamW(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9,
            double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0.01, bool amsgrad = false, bool maximize = false) =>
            new(parameters.Select(pair => pair.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        /// <inheritdoc cref="AdamW(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public static AdamW AdamW(IEnumerable<AdamW.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
            double eps = 1e-8, double weight_decay = 0.01, bool amsgrad = false, bool maximize = false) =>
            new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
    }
}
