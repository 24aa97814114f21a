namespace Reproducible.Frosting;

/// <summary>Both ends of a build in one class.</summary>
public interface IFrostingLifetime : IFrostingSetup, IFrostingTeardown;
