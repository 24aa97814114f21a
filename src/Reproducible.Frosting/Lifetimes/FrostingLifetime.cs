using Cake.Core;

namespace Reproducible.Frosting;

/// <summary>What is done once before the first task and once after the last. In Cake's own context.</summary>
public abstract class FrostingLifetime : FrostingLifetime<ICakeContext>;

/// <summary>What is done once before the first task and once after the last.</summary>
/// <typeparam name="TContext">The type given to <c>CakeHost.UseContext</c>, or one that it derives from.</typeparam>
public abstract class FrostingLifetime<TContext> : IFrostingLifetime
    where TContext : ICakeContext
{
    /// <summary>Throwing here ends the build before the first task.</summary>
    public abstract void Setup(TContext context, ISetupContext info);

    /// <summary>Called whether the build went well or not; <paramref name="info"/> says which.</summary>
    public abstract void Teardown(TContext context, ITeardownContext info);

    void IFrostingSetup.Setup(ICakeContext context, ISetupContext info) => Setup((TContext)context, info);

    void IFrostingTeardown.Teardown(ICakeContext context, ITeardownContext info) => Teardown((TContext)context, info);
}
