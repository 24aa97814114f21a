using Cake.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Reproducible.Frosting.Registration;

/// <summary>Makes context, tasks and lifetimes, and registers them once all of them are known to be sound.</summary>
internal sealed class HostRegistration(ICakeContext script, ICakeEngine engine, ServiceCollection services)
{
    private readonly List<string> faults = [];

    internal void Register(IReadOnlyList<TaskDefinition> definitions)
    {
        foreach (var definition in definitions)
        {
            services.AddSingleton(definition.Type);
            services.AddSingleton(provider => (IFrostingTask)provider.GetRequiredService(definition.Type));
        }

        var provider = services.BuildServiceProvider();
        // Disposes what the container made; the engine has no later moment that scripts with several RunTarget calls share.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => provider.Dispose();
        if (provider.GetService<WorkingDirectory>() is { } folder)
        {
            script.Environment.WorkingDirectory = folder.Path.MakeAbsolute(script.Environment);
        }

        var context = Make<IFrostingContext>("The context", provider);
        faults.AddRange(TaskFaults.In(definitions, context?.GetType(), engine.Tasks.Select(task => task.Name)));
        var tasks = definitions
            .Select(definition => Make($"Task '{definition.Name}'", () => (IFrostingTask)provider.GetRequiredService(definition.Type)))
            .ToList();
        var lifetimes = new Lifetimes(
            Make<IFrostingSetup>("The setup", provider),
            Make<IFrostingTeardown>("The teardown", provider),
            Make<IFrostingTaskSetup>("The task setup", provider),
            Make<IFrostingTaskTeardown>("The task teardown", provider));
        faults.AddRange(context is null ? [] : lifetimes.Faults(context.GetType()));
        if (faults.Count > 0)
        {
            throw new FrostingException($"The tasks can't run; nothing has been started. Found {faults.Count}:\n- {string.Join("\n- ", faults.Distinct())}");
        }

        var (graph, registration) = (new TaskGraph(definitions), new EngineRegistration(engine, context!));
        foreach (var (definition, task) in definitions.Zip(tasks))
        {
            registration.Add(definition, task!, graph.Before(definition.Type).Select(TaskTypes.NameOf));
        }

        lifetimes.Register(engine, context!);
    }

    private T? Make<T>(string what, ServiceProvider provider)
        where T : class => Make(what, provider.GetService<T>);

    private T? Make<T>(string what, Func<T?> make)
        where T : class
    {
        try
        {
            return make();
        }
        // Whatever a constructor throws is one fault of several, not the end of the search.
        catch (Exception exception)
        {
            faults.Add($"{what} could not be made: {exception.Message}");
            return null;
        }
    }
}
