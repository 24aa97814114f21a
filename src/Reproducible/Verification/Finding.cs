namespace Reproducible.Verification;

/// <summary>What one check found.</summary>
/// <param name="Check">What was looked at: <c>receipts</c>, <c>engine</c>.</param>
/// <param name="Found">For people, with the values found.</param>
/// <param name="Remedy">What to do; null when all is well.</param>
public sealed record Finding(Severity Severity, string Check, string Found, string? Remedy = null)
{
    /// <summary><c>fail  data: … Install …</c></summary>
    public override string ToString() => $"{Severity.ToString().ToLowerInvariant(),-5} {Check}: {Found}{(Remedy is null ? "" : $" → {Remedy}")}";
}

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Runs go on, but slower, or a check could not be made.</summary>
    Warn,

    /// <summary>Runs fail, or a record cannot be trusted.</summary>
    Fail,
}
