using Cake.Core;
using Cake.Core.Diagnostics;

namespace Reproducible.Frosting.Sample;

/// <summary>What the sample's tasks share. Each says what it does on a line of its own that starts with "kitchen:".</summary>
public sealed class KitchenContext(ICakeContext context) : FrostingContext(context)
{
    /// <summary>Eggs in the bowl.</summary>
    public int Eggs { get; set; }

    /// <summary>Writes one line that a test looks for.</summary>
    public void Say(string words) => Log.Information("kitchen: {0}", words);
}
