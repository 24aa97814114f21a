using Reproducible.Torch.Modules;

namespace Reproducible.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <inheritdoc cref="Modules.Sequential"/>
        public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

        /// <inheritdoc cref="Modules.Sequential"/>
        public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => new(modules);

        /// <inheritdoc cref="Modules.Sequential"/>
        public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => new(modules.ToArray());

        /// <inheritdoc cref="Modules.Sequential"/>
        public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) => new(modules.ToArray());

        /// <inheritdoc cref="Modules.Sequential"/>
        public static Sequential Sequential() => new(Array.Empty<Module<Tensor, Tensor>>());

        /// <inheritdoc cref="Modules.ModuleList{T}"/>
        public static ModuleList<Module> ModuleList(params Module[] modules) => new(modules);

        /// <inheritdoc cref="Modules.ModuleList{T}"/>
        public static ModuleList<T> ModuleList<T>(params T[] modules)
            where T : Module => new(modules);

        /// <inheritdoc cref="Modules.ModuleDict{T}"/>
        public static ModuleDict<Module> ModuleDict(params (string, Module)[] modules) => new(modules);

        /// <inheritdoc cref="Modules.ModuleDict{T}"/>
        public static ModuleDict<T> ModuleDict<T>(params (string, T)[] modules)
            where T : Module => new(modules);
    }
}
