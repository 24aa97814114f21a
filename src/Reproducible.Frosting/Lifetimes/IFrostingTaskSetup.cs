using Cake.Core;

namespace Reproducible.Frosting;

/// <summary>What is done before each task.</summary>
public interface IFrostingTaskSetup
{
    /// <summary>Throwing here fails the task before it runs.</summary>
    void Setup(ICakeContext context, ITaskSetupContext info);
}
