using Cake.Core;

namespace Reproducible.Frosting;

/// <summary>What is done before each task. In Cake's own context.</summary>
public abstract class FrostingTaskSetup : FrostingTaskSetup<ICakeContext>;

/// <summary>What is done before each task.</summary>
/// <typeparam name="TContext">The type given to <c>CakeHost.UseContext</c>, or one that it derives from.</typeparam>
public abstract class FrostingTaskSetup<TContext> : IFrostingTaskSetup
    where TContext : ICakeContext
{
    /// <summary>Throwing here fails the task before it runs.</summary>
    public abstract void Setup(TContext context, ITaskSetupContext info);

    void IFrostingTaskSetup.Setup(ICakeContext context, ITaskSetupContext info) => Setup((TContext)context, info);
}
