namespace Reproducible.Frosting;

/// <summary>Both ends of each task in one class.</summary>
public interface IFrostingTaskLifetime : IFrostingTaskSetup, IFrostingTaskTeardown;
