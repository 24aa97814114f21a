using Reproducible.Runs;

namespace Reproducible.Strategies;

/// <summary>How source weights become target weights. Each question has a default answer; most strategies answer one.</summary>
public abstract record Strategy : Part
{
    /// <summary>Does the backbone start from a source run's weights? Default: yes.</summary>
    public virtual bool StartsFromSource => true;
}
