using Cake.Core;

namespace Reproducible.Frosting;

/// <summary>What is done once, before the first task.</summary>
public interface IFrostingSetup
{
    /// <summary>Throwing here ends the build before the first task.</summary>
    void Setup(ICakeContext context, ISetupContext info);
}
