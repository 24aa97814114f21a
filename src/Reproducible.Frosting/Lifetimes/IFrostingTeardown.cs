using Cake.Core;

namespace Reproducible.Frosting;

/// <summary>What is done once, after the last task, whether it went well or not.</summary>
public interface IFrostingTeardown
{
    /// <summary><paramref name="info"/> says how the build ended.</summary>
    void Teardown(ICakeContext context, ITeardownContext info);
}
