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
            private readonly ModuleParts parts;

            /// <param name="name">What <see cref="GetName"/> says; the class's name is customary.</param>
            protected Module(string name) => (this.name, parts) = (name, new(this));

            /// <summary>Whether dropout drops and batch normalisation measures; true until <see cref="eval"/>.</summary>
            public virtual bool training { get; private set; } = true;

            public virtual string GetName() => name;

            /// <summary>Switches this module and all below it to training.</summary>
            /// <param name="train">false is <see cref="eval"/>.</param>
            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var child in parts.Children.Values)
                {
                    child.train(train);
                }
            }

            public virtual void eval() => train(false);

            /// <summary>Forgets the gradients of all parameters.</summary>
            /// <param name="set_to_none">true frees them (optimizers then skip the parameter); false fills them with zeros.</param>
            public virtual void zero_grad(bool set_to_none = true) => Gradients.Forget([.. parameters()], set_to_none);

            /// <summary>Calls <paramref name="fn"/> for every module below this one, children first, then for this one.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var child in parts.Children.Values)
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
                    foreach (var (own, parameter) in module.parts.Parameters)
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
                    foreach (var (own, (buffer, persistent)) in module.parts.Buffers)
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

            public virtual IEnumerable<(string name, Module module)> named_children() => parts.Children.Select(pair => (pair.Key, pair.Value));

            public virtual IEnumerable<Module> children() => parts.Children.Values;

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
            public virtual void register_parameter(string name, Parameter? param) => parts.Add(parts.Parameters, name, param, param);

            /// <summary>Gives this module a tensor that is state but is not trained.</summary>
            /// <param name="tensor">null takes the name away; the tensor is not disposed then.</param>
            /// <param name="persistent">Whether a state dict has it.</param>
            /// <exception cref="ArgumentException">The name is empty, has a dot, or is taken by something else.</exception>
            public virtual void register_buffer(string name, Tensor? tensor, bool persistent = true) =>
                parts.Add(parts.Buffers, name, (tensor!, persistent), tensor);

            /// <summary>Gives this module a child, or takes it away.</summary>
            /// <param name="submodule">null takes the name away; the child is not disposed then.</param>
            /// <exception cref="ArgumentException">The name is empty, has a dot, or is taken by something else.</exception>
            public virtual void register_module(string name, Module? submodule) => parts.Add(parts.Children, name, submodule, submodule);

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

            /// <summary>Writes the state dict as safetensors, where TorchSharp writes a format of its own.</summary>
            /// <param name="location">A file; one that is there is replaced.</param>
            public virtual Module save(string location)
            {
                Safetensors.Save(location, state_dict());
                return this;
            }

            /// <summary>Reads what <see cref="save"/>, or Python's safetensors, wrote.</summary>
            /// <exception cref="ArgumentException">The file's tensors don't fit; as <see cref="load_state_dict"/>.</exception>
            public virtual Module load(string location, bool strict = true, IList<string>? skip = null)
            {
                using var scope = NewDisposeScope();
                load_state_dict(Safetensors.Load(location), strict, skip);
                return this;
            }

            /// <summary>Frees all parameters, buffers and children.</summary>
            public void Dispose()
            {
                Dispose(disposing: true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (disposing)
                {
                    parts.Dispose();
                }
            }

            /// <summary>Registers what the instance fields hold: modules as children, <see cref="Parameter"/>s, and other tensors as buffers.</summary>
            /// <remarks>
            /// The name is the field's, the property's for a property's hidden field, or that of a <see cref="ComponentNameAttribute"/>.
            /// Called again it takes up what has been exchanged since. Lists and arrays of modules are not looked into: use <see cref="Modules.ModuleList{T}"/>.
            /// </remarks>
            protected virtual void RegisterComponents() => parts.TakeFields();

            /// <summary>This module's own, without its children's: the entries of a state dict come from here.</summary>
            internal IEnumerable<(string Name, Tensor Tensor)> OwnState() => parts.Parameters.Select(pair => (pair.Key, (Tensor)pair.Value))
                .Concat(parts.Buffers.Where(pair => pair.Value.Persistent).Select(pair => (pair.Key, pair.Value.Tensor)));

            internal IEnumerable<(string Prefix, Module Module)> Reach(bool recurse, string prefix = "")
            {
                yield return (prefix, this);
                if (!recurse)
                {
                    yield break;
                }

                foreach (var (own, child) in parts.Children)
                {
                    foreach (var reached in child.Reach(recurse, $"{prefix}{own}."))
                    {
                        yield return reached;
                    }
                }
            }
        }
    }
}
