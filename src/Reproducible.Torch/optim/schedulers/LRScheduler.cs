using Reproducible.Torch.Modules;

namespace Reproducible.Torch;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Learning rates as a function of time.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>Sets the learning rate of each of an optimizer's groups, anew with each <see cref="step()"/>.</summary>
            /// <remarks>The numbers are PyTorch 1.13's to the last bit: where it multiplies the present rate, so does this.</remarks>
            public abstract class LRScheduler
            {
                /// <summary>Takes hold of the groups as they are; the derived constructor ends with <see cref="Begin"/>.</summary>
                private protected LRScheduler(Optimizer optimizer)
                {
                    Optimizer = optimizer;
                    Groups = [.. optimizer.ParamGroups];
                    BaseRates = new double[Groups.Length];
                    LastRates = new double[Groups.Length];
                }

                /// <summary>How many steps were taken.</summary>
                public int last_epoch { get; internal set; } = -1;

                internal Optimizer Optimizer { get; }

                internal ParamGroup[] Groups { get; }

                /// <summary>One rate a group: what schedules multiply.</summary>
                private protected double[] BaseRates { get; }

                private protected double[] LastRates { get; }

                /// <summary>How often a rate was set since the beginning; PyTorch's cosine asks for it.</summary>
                private protected int StepCount { get; private set; }

                /// <summary>Goes on by one; called after the optimizer's step, once a batch or once an epoch, as the schedule counts.</summary>
                public virtual void step()
                {
                    StepCount++;
                    last_epoch++;
                    SetRates(closedForm: false);
                }

                /// <summary>The rate of each group, as the last step set it.</summary>
                public IEnumerable<double> get_last_lr() => LastRates;

                /// <summary>Everything a later step depends on, beside the optimizer's own state.</summary>
                public virtual IReadOnlyDictionary<string, double> state_dict()
                {
                    Dictionary<string, double> state = new() { ["last_epoch"] = last_epoch, ["step_count"] = StepCount };
                    for (var i = 0; i < Groups.Length; i++)
                    {
                        state[FormattableString.Invariant($"base_lr.{i}")] = BaseRates[i];
                        state[FormattableString.Invariant($"last_lr.{i}")] = LastRates[i];
                    }

                    return state;
                }

                /// <summary>Goes on from where a <see cref="state_dict"/> was taken; the optimizer's state is loaded by itself.</summary>
                /// <exception cref="ArgumentException">It was taken from another schedule, or from one with other groups.</exception>
                public virtual void load_state_dict(IReadOnlyDictionary<string, double> state_dict)
                {
                    var known = this.state_dict().Keys.ToHashSet(StringComparer.Ordinal);
                    if (!known.SetEquals(state_dict.Keys))
                    {
                        throw new ArgumentException(
                            $"The state has {string.Join(", ", state_dict.Keys)}; {GetType().Name} needs {string.Join(", ", known)}.", nameof(state_dict));
                    }

                    last_epoch = (int)state_dict["last_epoch"];
                    StepCount = (int)state_dict["step_count"];
                    for (var i = 0; i < Groups.Length; i++)
                    {
                        BaseRates[i] = state_dict[FormattableString.Invariant($"base_lr.{i}")];
                        LastRates[i] = state_dict[FormattableString.Invariant($"last_lr.{i}")];
                    }
                }

                /// <summary>Sets the first rates.</summary>
                internal void Begin()
                {
                    for (var i = 0; i < Groups.Length; i++)
                    {
                        BaseRates[i] = Groups[i].InitialLearningRate;
                    }

                    StepCount = 0;
                    step();
                }

                /// <summary>Starts the schedule from its first moment, whatever the present rates are: what a sequence does when it comes to it.</summary>
                internal virtual void StartOver()
                {
                    StepCount++;
                    last_epoch = 0;
                    SetRates(closedForm: true);
                }

                /// <summary>The rate of a group at <see cref="last_epoch"/>, by its present rate.</summary>
                private protected abstract double Rate(int group);

                /// <summary>The rate of a group at <see cref="last_epoch"/>, by its base rate.</summary>
                private protected virtual double ClosedForm(int group) => Rate(group);

                private void SetRates(bool closedForm)
                {
                    for (var i = 0; i < Groups.Length; i++)
                    {
                        LastRates[i] = closedForm ? ClosedForm(i) : Rate(i);
                    }

                    for (var i = 0; i < Groups.Length; i++)
                    {
                        Groups[i].LearningRate = LastRates[i];
                    }
                }
            }
        }
    }
}
