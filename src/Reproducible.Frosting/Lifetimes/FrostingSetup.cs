using Cake.Core;

namespace Reproducible.Frosting;

/// <summary>What is done once, before the first task. In Cake's own context.</summary>
public abstract class FrostingSetup : FrostingSetup<ICakeContext>;

/// <summary>What is done once, before the first task.</summary>
/// <typeparam name="TContext">The type given to <c>CakeHost.UseContext</c>, or one that it derives from.</typeparam>
public abstract class FrostingSetup<TContext> : IFrostingSetup
    where TContext : ICakeContext
{
    /// <summary>Throwing here ends the build before the first task.</summary>
    public abstract void Setup(TContext context, ISetupContext info);

    void IFrostingSetup.Setup(ICakeContext context, ISetupContext info) => Setup((TContext)context, info);
}
