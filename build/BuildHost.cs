using Cake.Core;
using Microsoft.Extensions.DependencyInjection;
using Reproducible.Build.Documents;
using Reproducible.Experiments.Source;
using Reproducible.Frosting;

namespace Reproducible.Build;

/// <summary>What <c>build.cake</c> calls: hands every task class to Cake's engine.</summary>
public static class BuildHost
{
    /// <summary>Registers the tasks of the experiments and of this folder.</summary>
    /// <param name="script">The script's <c>Context</c>.</param>
    /// <returns>The targets that the command line asks for, each of which exists.</returns>
    /// <exception cref="ReproducibleException">Arguments are wrong; all faults are listed. Nothing has started.</exception>
    /// <exception cref="FrostingException">There is no such target.</exception>
    public static IReadOnlyList<string> Register(ICakeContext script)
    {
        ArgumentNullException.ThrowIfNull(script);

        var json = ArgumentReader.AsksFor(script, "json") ? JsonDocument.Begin(script) : JsonDocument.None;
        try
        {
            return Register(script, BuildSettings.Read(script, json));
        }
        catch (Exception fault)
        {
            json.End([.. script.Arguments.GetArguments("target")], fault, ExitCode.Of(fault));
            throw;
        }
    }

    private static IReadOnlyList<string> Register(ICakeContext script, BuildSettings settings)
    {
        Readiness.Begin(settings);
        Freshness.Warn(settings.Root);
        var host = CakeHost.Create(script)
            .AddAssembly(typeof(BuildHost).Assembly)
            .AddAssembly(typeof(FashionEight).Assembly)
            .ConfigureServices(services => services.AddSingleton(settings))
            .UseContext<BuildContext>()
            .UseLifetime<BuildLifetime>()
            .Register();

        return host.CheckTargets(settings.Targets);
    }
}
