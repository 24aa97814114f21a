namespace Reproducible.Verification;

/// <summary>How two executions of one run compare.</summary>
public enum Sameness
{
    /// <summary>Each loss, each weight hash and each metric has the same bits.</summary>
    Identical,

    /// <summary>Device, engine, instruction set or threads are others, and the numbers are as near as rounding leaves them.</summary>
    WithinTolerance,

    /// <summary>They are not the same run.</summary>
    Different,
}
