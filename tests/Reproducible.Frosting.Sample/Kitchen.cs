using Cake.Core;

namespace Reproducible.Frosting.Sample;

/// <summary>What the script calls: the host with all that the sample's tasks need.</summary>
public static class Kitchen
{
    /// <summary>Registers the tasks of this assembly.</summary>
    public static CakeHost Open(ICakeContext context) => CakeHost.Create(context)
        .AddAssembly(typeof(Kitchen).Assembly)
        .AddAssembly(typeof(Kitchen).Assembly)
        .UseStartup<Shelves>()
        .UseContext<KitchenContext>()
        .UseLifetime<Evening>()
        .UseTaskLifetime<Clock>()
        .UseWorkingDirectory("pans")
        .UseCakeSetting("Kitchen_Oven", "180")
        .Register();
}
