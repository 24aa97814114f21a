using Cake.Core;

namespace Reproducible.Frosting;

/// <summary>What is done before and after each task. In Cake's own context.</summary>
public abstract class FrostingTaskLifetime : FrostingTaskLifetime<ICakeContext>;

/// <summary>What is done before and after each task.</summary>
/// <typeparam name="TContext">The type given to <c>CakeHost.UseContext</c>, or one that it derives from.</typeparam>
public abstract class FrostingTaskLifetime<TContext> : IFrostingTaskLifetime
    where TContext : ICakeContext
{
    /// <summary>Throwing here fails the task before it runs.</summary>
    public abstract void Setup(TContext context, ITaskSetupContext info);

    /// <summary>Called for skipped and failed tasks too; <paramref name="info"/> says which, and how long it took.</summary>
    public abstract void Teardown(TContext context, ITaskTeardownContext info);

    void IFrostingTaskSetup.Setup(ICakeContext context, ITaskSetupContext info) => Setup((TContext)context, info);

    void IFrostingTaskTeardown.Teardown(ICakeContext context, ITaskTeardownContext info) => Teardown((TContext)context, info);
}
