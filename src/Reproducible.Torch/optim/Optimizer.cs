using Reproducible.Torch.Modules;

namespace Reproducible.Torch;

public static partial class torch
{
    /// <summary>What changes parameters by their gradients.</summary>
    public static partial class optim
    {
        /// <summary>Groups of parameters, each with its own settings, and what is remembered of each parameter between steps.</summary>
        /// <remarks>
        /// A step is a handful of calls on whole lists of tensors (libtorch's <c>_foreach_</c> operators), in the order of PyTorch 1.13's
        /// <c>foreach=True</c>: the same gradients give the same bits. Parameters without a gradient are skipped. Gradients are left as they are.
        /// </remarks>
        public abstract class Optimizer : IDisposable
        {
            private readonly List<ParamGroup> groups = [];

            private protected Optimizer()
            {
            }

            /// <summary>Learning rates can be set here between steps; schedulers do.</summary>
            public virtual IEnumerable<ParamGroup> ParamGroups => groups;

            private protected IReadOnlyList<ParamGroup> Groups => groups;

            public virtual IEnumerable<Parameter> parameters() => groups.SelectMany(group => group.Parameters);

            /// <summary>Forgets the gradients of all parameters.</summary>
            /// <param name="set_to_none">true frees them (a parameter that gets none is then skipped); false fills them with zeros.</param>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var group in groups)
                {
                    Gradients.Forget(group.Parameters, set_to_none);
                }
            }

            /// <summary>Changes all parameters that have a gradient.</summary>
            /// <param name="closure">Called first, with gradients enabled; computes the loss and runs its backward pass.</param>
            /// <returns>What the closure returned.</returns>
            public virtual Tensor? step(Func<Tensor>? closure = null)
            {
                Tensor? loss = null;
                if (closure is not null)
                {
                    using var recording = enable_grad();
                    loss = closure();
                }

                using var frozen = no_grad();
                using var scope = NewDisposeScope();
                foreach (var group in groups)
                {
                    try
                    {
                        if (group.CollectGradients() > 0)
                        {
                            Update(group);
                        }
                    }
                    finally
                    {
                        group.ForgetCollected();
                    }
                }

                return loss;
            }

            /// <summary>Adds parameters with settings of their own; what a group does not say, it takes from the optimizer.</summary>
            /// <exception cref="ArgumentException">The group is empty, of another optimizer's kind, has a parameter that is here already, or a setting out of range.</exception>
            public virtual void add_param_group(ParamGroup param_group)
            {
                var known = parameters().ToHashSet(ReferenceEqualityComparer.Instance);
                if (param_group.Parameters.Count == 0)
                {
                    throw new ArgumentException("A group without parameters has nothing to learn; give it at least one.", nameof(param_group));
                }

                if (param_group.Parameters.Any(parameter => !known.Add(parameter)))
                {
                    throw new ArgumentException("A parameter is in two groups, or twice in one; each parameter belongs to one group.", nameof(param_group));
                }

                Complete(param_group);
                groups.Add(param_group);
            }

            /// <summary>Everything a later step depends on, by name: <c>0.momentum_buffer</c> for the first parameter's, <c>groups.0.lr</c> for the first group's.</summary>
            /// <remarks>States are the live tensors; settings and step counts are new ones (Float64, shape []), owned by the open dispose scope.</remarks>
            public virtual Dictionary<string, Tensor> state_dict() => OptimizerState.Collect(groups);

            /// <summary>What <see cref="state_dict"/> holds, in its order, without making names, nor tensors of the numbers.</summary>
            /// <param name="number">Called with settings and counts of steps.</param>
            /// <param name="tensor">Called with the live tensors, which stay the optimizer's.</param>
            public void visit_state(Action<double> number, Action<Tensor> tensor) => OptimizerState.Visit(groups, (_, value) => number(value), (_, value) => tensor(value));

            /// <summary>Goes on from where a <see cref="state_dict"/> was taken; the values are copied.</summary>
            /// <exception cref="ArgumentException">Made by another kind of optimizer, or for other parameters. The message lists what differs; nothing is changed then.</exception>
            public virtual void load_state_dict(Dictionary<string, Tensor> state_dict) => OptimizerState.Restore(groups, state_dict);

            /// <summary>Writes <see cref="state_dict"/> as safetensors.</summary>
            /// <param name="location">A file; one that is there is replaced.</param>
            public void save_state_dict(string location)
            {
                using var scope = NewDisposeScope();
                Safetensors.Save(location, state_dict());
            }

            /// <summary>Reads what <see cref="save_state_dict"/> wrote.</summary>
            /// <exception cref="ArgumentException">It does not fit, as for <see cref="load_state_dict(Dictionary{string, Tensor})"/>.</exception>
            public void load_state_dict(string location)
            {
                using var scope = NewDisposeScope();
                load_state_dict(Safetensors.Load(location));
            }

            /// <summary>Frees what is remembered between steps; the parameters are their module's.</summary>
            public void Dispose()
            {
                Dispose(disposing: true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                foreach (var group in disposing ? groups : [])
                {
                    group.DisposeState();
                }
            }

            /// <summary>Fills in what the group does not say, and checks it.</summary>
            private protected abstract void Complete(ParamGroup group);

            /// <summary>One step of the parameters whose gradients were collected, at least one; nothing is recorded, temporaries die afterwards.</summary>
            private protected abstract void Update(ParamGroup group);
        }
    }
}
