using Cake.Core;

namespace Reproducible.Frosting;

/// <summary>What is done once, after the last task, whether it went well or not. In Cake's own context.</summary>
public abstract class FrostingTeardown : FrostingTeardown<ICakeContext>;

/// <summary>What is done once, after the last task, whether it went well or not.</summary>
/// <typeparam name="TContext">The type given to <c>CakeHost.UseContext</c>, or one that it derives from.</typeparam>
public abstract class FrostingTeardown<TContext> : IFrostingTeardown
    where TContext : ICakeContext
{
    /// <summary><paramref name="info"/> says how the build ended.</summary>
    public abstract void Teardown(TContext context, ITeardownContext info);

    void IFrostingTeardown.Teardown(ICakeContext context, ITeardownContext info) => Teardown((TContext)context, info);
}
