using Cake.Core;
using Reproducible.Frosting;

namespace Reproducible.Build.Tasks;

/// <summary>For somebody who has just cloned.</summary>
[TaskDescription("Prints the targets and the arguments.")]
public sealed class Default : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var engine = (ICakeEngine)context.ServiceProvider.GetService(typeof(ICakeEngine))!;
        var experiments = context.Experiments.Select(experiment => experiment.Name).ToHashSet();
        foreach (var group in engine.Tasks.GroupBy(task => experiments.Contains(task.Name)).OrderBy(group => group.Key))
        {
            Console.WriteLine(group.Key ? "\nExperiments, a target each:" : "Targets, as in ./build.sh --target=Experiments:");
            foreach (var task in group)
            {
                Console.WriteLine($"  {task.Name,-19} {task.Description}");
            }
        }

        Console.WriteLine("\nArguments, as in --seeds=3; cake.config's section [Lab] can hold them too:");
        foreach (var (name, help) in BuildSettings.Arguments)
        {
            Console.WriteLine($"  --{name,-17} {help}");
        }
    }
}
