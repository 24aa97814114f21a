using Cake.Core;

namespace Reproducible.Frosting;

/// <summary>A task as a class, run in Cake's own context.</summary>
public abstract class FrostingTask : FrostingTask<ICakeContext>;

/// <summary>A task as a class. Only what is overridden is registered with the engine.</summary>
/// <typeparam name="T">The context it runs in: the type given to <c>CakeHost.UseContext</c>, or one that it derives from.</typeparam>
public abstract class FrostingTask<T> : IFrostingTask
    where T : ICakeContext
{
    /// <summary>The task's work. Without it the task only gathers its dependencies.</summary>
    public virtual void Run(T context)
    {
    }

    /// <summary>False skips the task; for the target itself that is an error. Default: it runs.</summary>
    public virtual bool ShouldRun(T context) => true;

    /// <summary>
    /// Called after a failure. Returning means that the failure is dealt with: the build goes on and exits 0. Throw to fail.
    /// </summary>
    public virtual void OnError(Exception exception, T context)
    {
    }

    /// <summary>Called last, after success and after failure.</summary>
    public virtual void Finally(T context)
    {
    }

    Task IFrostingTask.RunAsync(ICakeContext context)
    {
        Run((T)context);
        return Task.CompletedTask;
    }

    bool IFrostingTask.ShouldRun(ICakeContext context) => ShouldRun((T)context);

    void IFrostingTask.OnError(Exception exception, ICakeContext context) => OnError(exception, (T)context);

    void IFrostingTask.Finally(ICakeContext context) => Finally((T)context);
}
