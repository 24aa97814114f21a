using Cake.Core;

namespace Reproducible.Frosting;

/// <summary>What is done after each task, skipped and failed ones included. In Cake's own context.</summary>
public abstract class FrostingTaskTeardown : FrostingTaskTeardown<ICakeContext>;

/// <summary>What is done after each task, skipped and failed ones included.</summary>
/// <typeparam name="TContext">The type given to <c>CakeHost.UseContext</c>, or one that it derives from.</typeparam>
public abstract class FrostingTaskTeardown<TContext> : IFrostingTaskTeardown
    where TContext : ICakeContext
{
    /// <summary><paramref name="info"/> says how the task ended and how long it took.</summary>
    public abstract void Teardown(TContext context, ITaskTeardownContext info);

    void IFrostingTaskTeardown.Teardown(ICakeContext context, ITaskTeardownContext info) => Teardown((TContext)context, info);
}
