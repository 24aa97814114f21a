using Cake.Core;

namespace Reproducible.Frosting;

/// <summary>What is done after each task, skipped and failed ones included.</summary>
public interface IFrostingTaskTeardown
{
    /// <summary><paramref name="info"/> says how the task ended and how long it took.</summary>
    void Teardown(ICakeContext context, ITaskTeardownContext info);
}
