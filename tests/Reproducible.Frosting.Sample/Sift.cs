namespace Reproducible.Frosting.Sample;

/// <summary>Puts itself before <see cref="Mix"/>, which does not know of it. Runs in the base of the host's context.</summary>
[IsDependeeOf(typeof(Mix))]
public sealed class Sift : FrostingTask<FrostingContext>
{
    /// <inheritdoc/>
    public override void Run(FrostingContext context) => ((KitchenContext)context).Say($"sifted in {context.Environment.WorkingDirectory.GetDirectoryName()}");
}
