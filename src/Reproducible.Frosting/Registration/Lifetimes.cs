using Cake.Core;

namespace Reproducible.Frosting.Registration;

/// <summary>The four moments around tasks, each filled or empty.</summary>
internal sealed record Lifetimes(IFrostingSetup? Setup, IFrostingTeardown? Teardown, IFrostingTaskSetup? TaskSetup, IFrostingTaskTeardown? TaskTeardown)
{
    /// <param name="context">The context's type.</param>
    internal IEnumerable<string> Faults(Type context) =>
        from lifetime in new object?[] { Setup, Teardown, TaskSetup, TaskTeardown }.OfType<object>()
        let wanted = ContextType.OfLifetime(lifetime.GetType())
        where wanted is not null && !wanted.IsAssignableFrom(context)
        select $"{lifetime.GetType()} is written for a {wanted.Name}, the host's context is a {context.Name}. Call UseContext<{wanted.Name}>().";

    internal void Register(ICakeEngine engine, ICakeContext context)
    {
        if (Setup is { } setup)
        {
            engine.RegisterSetupAction(info => setup.Setup(context, info));
        }

        if (Teardown is { } teardown)
        {
            engine.RegisterTeardownAction(info => teardown.Teardown(context, info));
        }

        if (TaskSetup is { } taskSetup)
        {
            engine.RegisterTaskSetupAction(info => taskSetup.Setup(context, info));
        }

        if (TaskTeardown is { } taskTeardown)
        {
            engine.RegisterTaskTeardownAction(info => taskTeardown.Teardown(context, info));
        }
    }
}
