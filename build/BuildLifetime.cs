using Cake.Core;
using Reproducible.Build.Documents;
using Reproducible.Frosting;

namespace Reproducible.Build;

/// <summary>Before the first task: which experiments belong to this call. After the last: the table, and what failed.</summary>
public sealed class BuildLifetime : FrostingLifetime<BuildContext>
{
    /// <inheritdoc/>
    public override void Setup(BuildContext context, ISetupContext info)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(info);

        context.Expect([.. info.TasksToExecute.Select(task => task.Name)]);
    }

    /// <inheritdoc/>
    public override void Teardown(BuildContext context, ITeardownContext info)
    {
        ArgumentNullException.ThrowIfNull(context);

        var json = context.Settings.Json;
        try
        {
            context.FinishAsync().GetAwaiter().GetResult();
        }
        catch (Exception fault)
        {
            json.End(context.Settings.Targets, info?.ThrownException ?? fault, ExitCode.Of(fault));
            throw;
        }

        json.End(context.Settings.Targets, info?.ThrownException, info?.ThrownException is { } thrown ? ExitCode.Of(thrown) : 0);
    }
}
