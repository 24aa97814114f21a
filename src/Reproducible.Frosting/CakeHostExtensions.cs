using Cake.Core.IO;
using Microsoft.Extensions.DependencyInjection;
using Reproducible.Frosting.Registration;

namespace Reproducible.Frosting;

/// <summary>What a host can be given, in the package's names. Of two of one kind the later counts.</summary>
public static class CakeHostExtensions
{
    /// <summary>Adds the services that <typeparamref name="TStartup"/> registers.</summary>
    public static CakeHost UseStartup<TStartup>(this CakeHost host)
        where TStartup : IFrostingStartup, new() => Configure(host, new TStartup().Configure);

    /// <summary>Tasks and lifetimes run in one <typeparamref name="TContext"/>, made once.</summary>
    public static CakeHost UseContext<TContext>(this CakeHost host)
        where TContext : class, IFrostingContext => Use<IFrostingContext, TContext>(host);

    /// <summary>Runs before the first task and after the last.</summary>
    public static CakeHost UseLifetime<TLifetime>(this CakeHost host)
        where TLifetime : class, IFrostingLifetime => host.UseSetup<TLifetime>().UseTeardown<TLifetime>();

    /// <summary>Runs before the first task.</summary>
    public static CakeHost UseSetup<TSetup>(this CakeHost host)
        where TSetup : class, IFrostingSetup => Use<IFrostingSetup, TSetup>(host);

    /// <summary>Runs after the last task.</summary>
    public static CakeHost UseTeardown<TTeardown>(this CakeHost host)
        where TTeardown : class, IFrostingTeardown => Use<IFrostingTeardown, TTeardown>(host);

    /// <summary>Runs before and after each task.</summary>
    public static CakeHost UseTaskLifetime<TLifetime>(this CakeHost host)
        where TLifetime : class, IFrostingTaskLifetime => host.UseTaskSetup<TLifetime>().UseTaskTeardown<TLifetime>();

    /// <summary>Runs before each task.</summary>
    public static CakeHost UseTaskSetup<TSetup>(this CakeHost host)
        where TSetup : class, IFrostingTaskSetup => Use<IFrostingTaskSetup, TSetup>(host);

    /// <summary>Runs after each task.</summary>
    public static CakeHost UseTaskTeardown<TTeardown>(this CakeHost host)
        where TTeardown : class, IFrostingTaskTeardown => Use<IFrostingTaskTeardown, TTeardown>(host);

    /// <summary>Tasks start in <paramref name="path"/>: absolute, or relative to the script's folder.</summary>
    public static CakeHost UseWorkingDirectory(this CakeHost host, DirectoryPath path) =>
        Configure(host, services => services.AddSingleton(new WorkingDirectory(path)));

    /// <summary>
    /// A default for <c>context.Configuration.GetValue(key)</c>: cake.config, the environment and the command line win over it.
    /// Settings that Cake.Tool reads for itself, such as the tools' folder, have been read by then: those go into cake.config.
    /// </summary>
    public static CakeHost UseCakeSetting(this CakeHost host, string key, string value) =>
        Configure(host, services => services.AddSingleton(new CakeSetting(key, value)));

    private static CakeHost Use<TService, TImplementation>(CakeHost host)
        where TService : class
        where TImplementation : class, TService => Configure(host, services =>
        {
            services.AddSingleton<TImplementation>();
            services.AddSingleton<TService>(provider => provider.GetRequiredService<TImplementation>());
        });

    private static CakeHost Configure(CakeHost host, Action<IServiceCollection> configure)
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(configure);
    }
}
