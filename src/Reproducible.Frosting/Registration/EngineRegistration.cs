using Cake.Core;
using Cake.Core.Diagnostics;

namespace Reproducible.Frosting.Registration;

/// <summary>Hands a made task to Cake's engine.</summary>
internal sealed class EngineRegistration(ICakeEngine engine, ICakeContext context)
{
    /// <summary>Registers what the task overrides. <paramref name="before"/> are the names of the tasks that run before it.</summary>
    internal void Add(TaskDefinition definition, IFrostingTask task, IEnumerable<string> before)
    {
        var builder = engine.RegisterTask(definition.Name);
        if (!string.IsNullOrWhiteSpace(definition.Description))
        {
            builder.Description(definition.Description);
        }

        if (definition.Overrides(nameof(IFrostingTask.RunAsync)) || definition.Overrides(nameof(FrostingTask.Run)))
        {
            builder.Does(_ => task.RunAsync(context));
        }

        if (definition.Overrides(nameof(IFrostingTask.ShouldRun)))
        {
            builder.WithCriteria(_ => task.ShouldRun(context), task.SkippedMessage);
        }

        if (definition.ContinuesOnError || definition.Overrides(nameof(IFrostingTask.OnError)))
        {
            builder.OnError(exception => HandleError(definition, task, exception));
        }

        if (definition.Overrides(nameof(IFrostingTask.Finally)))
        {
            builder.Finally(_ => task.Finally(context));
        }

        // Edges from either end become dependencies, so that --tree, which shows no others, shows them all.
        builder.IsDependentOn(before);
    }

    private void HandleError(TaskDefinition definition, IFrostingTask task, Exception exception)
    {
        try
        {
            task.OnError(exception, context);
        }
        catch (Exception thrown) when (definition.ContinuesOnError)
        {
            context.Log.Write(Verbosity.Quiet, LogLevel.Error, "{0}", thrown.Message);
        }
    }
}
