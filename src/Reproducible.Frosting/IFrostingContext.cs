using Cake.Core;

namespace Reproducible.Frosting;

/// <summary>A context that tasks share: Cake's own, and whatever a project adds to it.</summary>
public interface IFrostingContext : ICakeContext;
