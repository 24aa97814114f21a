using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Claims;

/// <summary>One number that was measured, most often a ratio, against its goal.</summary>
/// <param name="What">What was divided by what, or counted.</param>
/// <param name="Value">Judged by its median.</param>
/// <param name="Goal">Null: it is only stated.</param>
internal sealed record Finding(string What, Sample Value, Goal? Goal = null)
{
    /// <summary>What the number was made of.</summary>
    public IReadOnlyList<Figure> Figures { get; init; } = [];

    /// <summary>Sentences for whoever wants to know how fair it was.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>An absolute figure of one side.</summary>
/// <param name="Unit">Such as <c>s</c> or <c>images/s</c>.</param>
internal sealed record Figure(string Who, string Unit, Sample Value);
