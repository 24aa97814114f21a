using Cake.Core;
using Reproducible.Runs;

namespace Reproducible.Frosting;

/// <summary>The context of experiments: it knows how and where their runs are done.</summary>
/// <param name="context">The script's context.</param>
public abstract class LabContext(ICakeContext context) : FrostingContext(context)
{
    /// <summary>Has an experiment's runs done and written down. A run that failed is told at the end of the call: the next experiment goes on.</summary>
    public abstract Task RunAsync(NamedExperiment experiment);
}
