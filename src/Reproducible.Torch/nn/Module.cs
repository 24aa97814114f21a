using Reproducible.Torch.Modules;

namespace Reproducible.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Parameters, buffers and child modules under one roof, each with a name.</summary>
        /// <remarks>
        /// What is registered belongs to the module: it outlives the dispose scope that was open at construction and dies with <see cref="Dispose()"/>.
        /// Names in a state dict are joined with dots and their order is PyTorch's: own parameters, own buffers, then the children's.
        /// </remarks>
        public abstract class Module : IDisposable
        {
            private readonly string name;
            private readonly OrderedDictionary<string, Parameter> ownParameters = [];
            private readonly OrderedDictionary<string, (Tensor Tensor, bool Persistent)> ownBuffers = [];
            private readonly OrderedDictionary<string, Module> ownChildren = [];

            /// <param name="name">What <see cref="GetName"/> says; the class's name is customary.</param>
            protected Module(string name) => this.name = name;

            /// <summary>Whether dropout drops and batch normalisation measures; true until <see cref="eval"/>.</summary>
            public virtual bool training { get; private set; } = true;

            public virtual string GetName() => name;

            /// <summary>Switches this module and all below it to training.</summary>
            /// <param name="train">false is <see cref="eval"/>.</param>
            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var child in ownChildren.Values)
                {
                    child.train(train);
                }
            }

            public virtual void eval() => train(false);

            /// <summary>Forgets the gradients of all parameters.</summary>
            /// <param name="set_to_none">true frees them (optimizers then skip the parameter); false fills them with zeros.</param>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    Gradients.Forget(parameter, set_to_none);
                }
            }

            /// <summary>Calls <paramref name="fn"/> for every module below this one, children first, then for this one.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var child in ownChildren.Values)
                {
                    child.apply(fn);
                }

                fn(this);
                return this;
            }

            /// <summary>Each parameter once, even one that is registered under two names: the first counts.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                HashSet<Parameter> seen = new(ReferenceEqualityComparer.Instance);
                foreach (var (prefix, module) in Reach(recurse))
                {
                    foreach (var (own, parameter) in module.ownParameters)
                    {
                        if (seen.Add(parameter))
                        {
                            yield return (prefix + own, parameter);
                        }
                    }
                }
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(pair => pair.parameter);

            /// <summary>Each buffer once.</summary>
            /// <param name="include_nonpersistent">Also those that a state dict leaves out.</param>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                HashSet<Tensor> seen = new(ReferenceEqualityComparer.Instance);
                foreach (var (prefix, module) in Reach(recurse))
                {
                    foreach (var (own, (buffer, persistent)) in module.ownBuffers)
                    {
                        if ((persistent || include_nonpersistent) && seen.Add(buffer))
                        {
                            yield return (prefix + own, buffer);
                        }
                    }
                }
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(pair => pair.buffer);

            public virtual IEnumerable<(string name, Module module)> named_children() => ownChildren.Select(pair => (pair.Key, pair.Value));

            public virtual IEnumerable<Module> children() => ownChildren.Values;

            /// <summary>All modules below this one, each before its children; this one itself is not among them, as in TorchSharp.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules() =>
                Reach(recurse: true).Skip(1).Select(pair => (pair.Prefix[..^1], pair.Module));

            public virtual IEnumerable<Module> modules() => named_modules().Select(pair => pair.module);

            public virtual Parameter? get_parameter(string target) =>
                named_parameters().Where(pair => pair.name == target).Select(pair => pair.parameter).FirstOrDefault();

            public virtual Tensor? get_buffer(string target) =>
                named_buffers().Where(pair => pair.name == target).Select(pair => pair.buffer).FirstOrDefault();

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <summary>Gives this module a parameter, or takes it away.</summary>
            /// <param name="param">null takes the name away; the tensor is not disposed then.</param>
            /// <exception cref="ArgumentException">The name is empty, has a dot, or is taken by something else.</exception>
            public virtual void register_parameter(string name, Parameter? param) => Register(ownParameters, name, param, param);

            /// <summary>Gives this module a tensor that is state but is not trained.</summary>
            /// <param name="tensor">null takes the name away; the tensor is not disposed then.</param>
            /// <param name="persistent">Whether a state dict has it.</param>
            /// <exception cref="ArgumentException">The name is empty, has a dot, or is taken by something else.</exception>
            public virtual void register_buffer(string name, Tensor? tensor, bool persistent = true) =>
                Register(ownBuffers, name, (tensor!, persistent), tensor);

            /// <summary>Gives this module a child, or takes it away.</summary>
            /// <param name="submodule">null takes the name away; the child is not disposed then.</param>
            /// <exception cref="ArgumentException">The name is empty, has a dot, or is taken by something else.</exception>
            public virtual void register_module(string name, Module? submodule) => Register(ownChildren, name, submodule, submodule);

            /// <summary>The same as <see cref="register_module"/>.</summary>
            public void add_module(string name, Module? module) => register_module(name, module);

            /// <summary>The live tensors, not copies: they belong to the module and must not be disposed.</summary>
            /// <param name="destination">Filled and returned, when given.</param>
            /// <param name="prefix">Stands before each name, joined with a dot.</param>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                foreach (var (own, tensor) in StateDict.Entries(this))
                {
                    destination[string.IsNullOrEmpty(prefix) ? own : $"{prefix}.{own}"] = tensor;
                }

                return destination;
            }

            /// <summary>Copies values into this module's tensors, after everything has been checked: a refusal changes nothing.</summary>
            /// <param name="source">Values by name; dtype and device are converted, shapes must agree.</param>
            /// <param name="strict">Whether a missing or an unexpected name is an error.</param>
            /// <param name="skip">Names that are neither loaded nor missed.</param>
            /// <returns>Names of this module that <paramref name="source"/> lacks, and the other way round.</returns>
            /// <exception cref="ArgumentException">A shape differs, or, when strict, a name. The message lists them all.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keys) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null) => StateDict.Load(this, source, strict, skip ?? []);

            /// <summary>Frees all parameters, buffers and children.</summary>
            public void Dispose()
            {
                Dispose(disposing: true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                {
                    return;
                }

                foreach (var parameter in ownParameters.Values)
                {
                    parameter.Dispose();
                }

                foreach (var (buffer, _) in ownBuffers.Values)
                {
                    buffer.Dispose();
                }

                foreach (var child in ownChildren.Values)
                {
                    child.Dispose();
                }
            }

            /// <summary>Registers what the instance fields hold: modules as children, <see cref="Parameter"/>s, and other tensors as buffers.</summary>
            /// <remarks>
            /// The name is the field's, the property's for a property's hidden field, or that of a <see cref="ComponentNameAttribute"/>.
            /// Called again it takes up what has been exchanged since. Lists and arrays of modules are not looked into: use <see cref="Modules.ModuleList{T}"/>.
            /// </remarks>
            protected virtual void RegisterComponents()
            {
                foreach (var field in ComponentFields.Of(GetType()))
                {
                    var own = ComponentFields.NameOf(field);
                    switch (field.GetValue(this))
                    {
                        case Module child when !(ownChildren.TryGetValue(own, out var old) && ReferenceEquals(old, child)):
                            ownChildren.Remove(own);
                            register_module(own, child);
                            break;
                        case Parameter parameter when !(ownParameters.TryGetValue(own, out var old) && ReferenceEquals(old, parameter)):
                            ownParameters.Remove(own);
                            register_parameter(own, parameter);
                            break;
                        case Modules.Parameter or Module:
                            break;
                        case Tensor buffer when !(ownBuffers.TryGetValue(own, out var old) && ReferenceEquals(old.Tensor, buffer)):
                            ownBuffers.Remove(own);
                            register_buffer(own, buffer);
                            break;
                    }
                }
            }

            /// <summary>This module's own, without its children's: the entries of a state dict come from here.</summary>
            internal IEnumerable<(string Name, Tensor Tensor)> OwnState() => ownParameters.Select(pair => (pair.Key, (Tensor)pair.Value))
                .Concat(ownBuffers.Where(pair => pair.Value.Persistent).Select(pair => (pair.Key, pair.Value.Tensor)));

            internal IEnumerable<(string Prefix, Module Module)> Reach(bool recurse, string prefix = "")
            {
                yield return (prefix, this);
                if (!recurse)
                {
                    yield break;
                }

                foreach (var (own, child) in ownChildren)
                {
                    foreach (var reached in child.Reach(recurse, $"{prefix}{own}."))
                    {
                        yield return reached;
                    }
                }
            }

            private void Register<TValue>(OrderedDictionary<string, TValue> kind, string own, TValue? value, object? component)
            {
                if (string.IsNullOrEmpty(own) || own.Contains('.', StringComparison.Ordinal))
                {
                    throw new ArgumentException($"'{own}' can't name a part of {GetName()}: a name has at least one character and no dot.");
                }

                if (component is null)
                {
                    kind.Remove(own);
                    return;
                }

                if (ownParameters.ContainsKey(own) || ownBuffers.ContainsKey(own) || ownChildren.ContainsKey(own))
                {
                    throw new ArgumentException($"{GetName()} has a part '{own}' already. Register null under that name first, to take it away.");
                }

                (component as Tensor)?.DetachFromDisposeScope();
                kind.Add(own, value!);
            }
        }
    }
}
