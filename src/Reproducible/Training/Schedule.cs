using Reproducible.Runs;

namespace Reproducible.Training;

/// <summary>How a learning rate moves over the steps of a run, as a factor of its peak. A function of the step alone: nothing to save or resume.</summary>
public abstract record Schedule : Part
{
    /// <summary>The factor on the peak rate.</summary>
    /// <param name="step">Steps done before this one, 0 to <paramref name="steps"/>-1.</param>
    /// <param name="steps">Steps in all, at least 1.</param>
    public abstract double Factor(long step, long steps);

    /// <summary>Climbs in a straight line over the first share of steps, then follows a curve of the share of the rest that is done.</summary>
    private protected static double WarmedUp(long step, long steps, double warmUp, Func<double, double> curve)
    {
        var climb = (long)Math.Ceiling(warmUp * steps);

        return step < climb ? (step + 1.0) / (climb + 1) : curve((double)(step - climb) / (steps - climb));
    }

    private protected static IEnumerable<string> WarmUpProblems(string name, double warmUp) =>
        warmUp is >= 0 and < 1 ? [] : [$"{name}: WarmUp is {warmUp}; it must be at least 0 and below 1."];
}

/// <summary>The peak rate at every step.</summary>
public sealed record Constant : Schedule
{
    /// <inheritdoc/>
    public override double Factor(long step, long steps) => 1;
}

/// <summary>Falls from the peak towards 0 along half a cosine, after an optional linear warm-up.</summary>
/// <param name="WarmUp">Share of all steps in which the rate climbs to its peak, 0 (none) to below 1.</param>
/// <remarks>Source: Loshchilov and Hutter, ICLR 2017 (arXiv:1608.03983), without restarts.</remarks>
public sealed record Cosine(double WarmUp = 0) : Schedule
{
    /// <inheritdoc/>
    public override double Factor(long step, long steps) => WarmedUp(step, steps, WarmUp, done => (1 + Math.Cos(Math.PI * done)) / 2);

    /// <inheritdoc/>
    public override IEnumerable<string> Problems() => WarmUpProblems(Name, WarmUp);
}

/// <summary>Falls from the peak towards 0 in a straight line, after an optional linear warm-up.</summary>
/// <param name="WarmUp">Share of all steps in which the rate climbs to its peak, 0 (none) to below 1.</param>
public sealed record LinearDecay(double WarmUp = 0) : Schedule
{
    /// <inheritdoc/>
    public override double Factor(long step, long steps) => WarmedUp(step, steps, WarmUp, done => 1 - done);

    /// <inheritdoc/>
    public override IEnumerable<string> Problems() => WarmUpProblems(Name, WarmUp);
}

/// <summary>Multiplies the rate by a factor at regular steps.</summary>
/// <param name="Every">Share of all steps between two falls, above 0 to 1; 0.4 falls twice.</param>
/// <param name="By">What each fall multiplies by, above 0 to 1.</param>
public sealed record StepDecay(double Every = 0.4, double By = 0.1) : Schedule
{
    /// <inheritdoc/>
    public override double Factor(long step, long steps) => Math.Pow(By, Math.Floor(step / (Every * steps)));

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Every is not (> 0 and <= 1)) { yield return $"StepDecay: Every is {Every}; it must be above 0 and at most 1."; }
        if (By is not (> 0 and <= 1)) { yield return $"StepDecay: By is {By}; it must be above 0 and at most 1."; }
    }
}

/// <summary>Climbs from peak/25 to the peak over the first share of steps, then falls to peak/250,000, both along a cosine.</summary>
/// <param name="WarmUp">Share of all steps that climb, above 0 to below 1.</param>
/// <remarks>Source: Smith and Topin, 2018 (arXiv:1708.07120), with PyTorch's defaults.</remarks>
public sealed record OneCycle(double WarmUp = 0.3) : Schedule
{
    private const double Start = 1.0 / 25;
    private const double End = Start / 10_000;

    /// <inheritdoc/>
    public override double Factor(long step, long steps)
    {
        var top = Math.Max((WarmUp * steps) - 1, 0);

        return step <= top && top > 0 ? Between(Start, 1, step / top) : Between(1, End, (step - top) / Math.Max(steps - 1 - top, 1));
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems() => WarmUp is > 0 and < 1 ? [] : [$"OneCycle: WarmUp is {WarmUp}; it must be above 0 and below 1."];

    private static double Between(double from, double to, double done) => to + ((from - to) * (1 + Math.Cos(Math.PI * done)) / 2);
}
