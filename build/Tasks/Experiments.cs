using Reproducible.Experiments.Source;
using Reproducible.Experiments.TshirtPullover;
using Reproducible.Frosting;

namespace Reproducible.Build.Tasks;

/// <summary>The comparison that the README shows, in under three minutes on two cores.</summary>
[TaskDescription("Pretrains the source, runs the four strategies and from-scratch, prints one table, writes the report.")]
[IsDependentOn(typeof(FashionEight))]
[IsDependentOn(typeof(FromScratch))]
[IsDependentOn(typeof(FeatureExtraction))]
[IsDependentOn(typeof(FullFineTune))]
[IsDependentOn(typeof(PartialFreeze))]
[IsDependentOn(typeof(MultiTaskHeads))]
public sealed class Experiments : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        context.WriteReportAtEnd();
    }
}
