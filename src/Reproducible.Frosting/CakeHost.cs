using System.Reflection;
using Cake.Core;
using Microsoft.Extensions.DependencyInjection;
using Reproducible.Frosting.Registration;

namespace Reproducible.Frosting;

/// <summary>
/// Registers task classes with the engine of the script that Cake.Tool is running. The script then runs targets as any script does.
/// </summary>
public sealed class CakeHost
{
    private readonly ICakeContext script;
    private readonly ICakeEngine engine;
    private readonly ServiceCollection services;
    private readonly List<Assembly> assemblies = [];

    private CakeHost(ICakeContext script, ICakeEngine engine) =>
        (this.script, this.engine, services) = (script, engine, HostServices.For(script, engine));

    /// <param name="context">The script's <c>Context</c>.</param>
    /// <exception cref="ArgumentException">The context belongs to no engine: Cake is older than 7, or this is not Cake.</exception>
    public static CakeHost Create(ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        return context.ServiceProvider?.GetService(typeof(ICakeEngine)) is ICakeEngine engine
            ? new CakeHost(context, engine)
            : throw new ArgumentException("The context has no engine. Pass a script's Context, run by Cake.Tool 7 or later.", nameof(context));
    }

    /// <summary>Adds every public, not abstract task class of <paramref name="assembly"/>. Adding one twice is adding it once.</summary>
    public CakeHost AddAssembly(Assembly assembly)
    {
        assemblies.Add(assembly);
        return this;
    }

    /// <summary>Adds services for the constructors of tasks, contexts and lifetimes. Each task is made once, when <see cref="Register"/> is called.</summary>
    public CakeHost ConfigureServices(Action<IServiceCollection> services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services(this.services);
        return this;
    }

    /// <summary>Makes all tasks and registers them, and the lifetimes, with the engine. Call it once, last.</summary>
    /// <exception cref="FrostingException">Something keeps the tasks from running; the message lists all faults. Nothing has been registered then.</exception>
    public CakeHost Register()
    {
        new HostRegistration(script, engine, services).Register([.. assemblies.Distinct().SelectMany(TaskTypes.In).Select(TaskDefinition.Of)]);
        return this;
    }

    /// <summary>Fails now, with the nearest names, where the engine would only say that a target was not found.</summary>
    /// <param name="targets">What the command line asks for. Of no account when it asks for a listing (<c>--tree</c>, <c>--description</c>).</param>
    /// <returns><paramref name="targets"/>, to be handed to <c>RunTargets</c>.</returns>
    /// <exception cref="FrostingException">A target is no task, neither of the added assemblies nor of the script.</exception>
    public IReadOnlyList<string> CheckTargets(IEnumerable<string> targets)
    {
        IReadOnlyList<string> asked = [.. targets];
        return TargetCheck.OnlyLists(Environment.GetCommandLineArgs()) || TargetCheck.Fault(asked, [.. engine.Tasks.Select(task => task.Name)]) is not { } fault
            ? asked
            : throw new FrostingException(fault);
    }
}
