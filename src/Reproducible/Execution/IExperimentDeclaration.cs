using Reproducible.Runs;

namespace Reproducible.Execution;

/// <summary>
/// A class that declares one experiment. Whoever has its assembly can list the experiment's runs and do them again: the code is
/// the declaration, there is no second format. A public class with a constructor without parameters.
/// </summary>
public interface IExperimentDeclaration
{
    /// <summary>The experiment under its task's name; pure, as <see cref="Experiment"/> is.</summary>
    NamedExperiment Named { get; }
}
