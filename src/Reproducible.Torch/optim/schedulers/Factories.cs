using Reproducible.Torch.Modules;

namespace Reproducible.Torch;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <inheritdoc cref="Modules.StepLR"/>
            public static LRScheduler StepLR(Optimizer optimizer, int step_size, double gamma = 0.1) => new StepLR(optimizer, step_size, gamma);

            /// <inheritdoc cref="Modules.MultiStepLR"/>
            public static LRScheduler MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma = 0.1) =>
                new MultiStepLR(optimizer, milestones, gamma);

            /// <inheritdoc cref="Modules.ExponentialLR"/>
            public static LRScheduler ExponentialLR(Optimizer optimizer, double gamma = 0.1) => new ExponentialLR(optimizer, gamma);

            /// <inheritdoc cref="Modules.ConstantLR"/>
            public static LRScheduler ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5) =>
                new ConstantLR(optimizer, factor, total_iters);

            /// <inheritdoc cref="Modules.LinearLR"/>
            public static LRScheduler LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1.0, int total_iters = 5) =>
                new LinearLR(optimizer, start_factor, end_factor, total_iters);

            /// <inheritdoc cref="Modules.PolynomialLR"/>
            public static LRScheduler PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1.0) =>
                new PolynomialLR(optimizer, total_iters, power);

            /// <inheritdoc cref="Modules.CosineAnnealingLR"/>
            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0.0) =>
                new CosineAnnealingLR(optimizer, T_max, eta_min);

            /// <inheritdoc cref="Modules.LambdaLR"/>
            public static LRScheduler LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda) =>
                new LambdaLR(optimizer, optimizer.ParamGroups.Select(_ => lr_lambda));

            /// <inheritdoc cref="Modules.LambdaLR"/>
            /// <param name="lr_lambdas">One a group.</param>
            public static LRScheduler LambdaLR(Optimizer optimizer, IEnumerable<Func<int, double>> lr_lambdas) => new LambdaLR(optimizer, lr_lambdas);

            /// <inheritdoc cref="Modules.SequentialLR"/>
            /// <param name="milestones">The steps at which the second, the third ... begins, growing.</param>
            public static LRScheduler SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones) =>
                new SequentialLR(optimizer, schedulers, milestones);

            /// <inheritdoc cref="Modules.OneCycleLR"/>
            /// <param name="max_lr">The rate at the top, for all groups.</param>
            /// <param name="total_steps">All steps of the training.</param>
            /// <param name="epochs">Together with <paramref name="steps_per_epoch"/> in place of <paramref name="total_steps"/>.</param>
            /// <param name="pct_start">The share of steps on the way up, 0 to 1.</param>
            /// <param name="cycle_momentum">Whether the momentum (for Adam the first beta) is turned too.</param>
            /// <param name="base_momentum">The momentum at the top.</param>
            /// <param name="max_momentum">The momentum at beginning and end.</param>
            /// <param name="div_factor">The top over the first rate.</param>
            /// <param name="final_div_factor">The first rate over the last.</param>
            /// <param name="three_phase">Up, down as far as it began, then down to the last; else the last two are one.</param>
            public static LRScheduler OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1,
                double pct_start = 0.3, OneCycleLR.AnnealStrategy anneal_strategy = Modules.OneCycleLR.AnnealStrategy.Cos, bool cycle_momentum = true,
                double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4,
                bool three_phase = false) =>
                OneCycleLR(optimizer, optimizer.ParamGroups.Select(_ => max_lr), total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy,
                    cycle_momentum, base_momentum, max_momentum, div_factor, final_div_factor, three_phase);

            /// <inheritdoc cref="OneCycleLR(Optimizer, double, int, int, int, double, Modules.OneCycleLR.AnnealStrategy, bool, double, double, double, double, bool)"/>
            /// <param name="max_lr">The rate at the top, one a group.</param>
            public static LRScheduler OneCycleLR(Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1,
                int steps_per_epoch = -1, double pct_start = 0.3,
                OneCycleLR.AnnealStrategy anneal_strategy = Modules.OneCycleLR.AnnealStrategy.Cos, bool cycle_momentum = true,
                double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4,
                bool three_phase = false)
            {
                if (total_steps < 0 && (epochs < 0 || steps_per_epoch < 0))
                {
                    throw new ArgumentException("Say how long the cycle is: total_steps, or epochs and steps_per_epoch.");
                }

                return new OneCycleLR(optimizer, [.. max_lr], total_steps < 0 ? epochs * steps_per_epoch : total_steps, pct_start, anneal_strategy,
                    cycle_momentum, base_momentum, max_momentum, div_factor, final_div_factor, three_phase);
            }
        }
    }
}
