using Cake.Core;

namespace Reproducible.Frosting.Sample;

/// <summary>Runs with <c>--fancy</c> only.</summary>
public sealed class Decorate : FrostingTask, IFrostingTask
{
    string IFrostingTask.SkippedMessage => "plain cakes are good cakes";

    /// <inheritdoc/>
    public override bool ShouldRun(ICakeContext context) => context.Arguments.HasArgument("fancy");

    /// <inheritdoc/>
    public override void Run(ICakeContext context) => ((KitchenContext)context).Say("decorated");
}
