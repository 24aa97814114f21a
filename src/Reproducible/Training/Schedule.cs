using Reproducible.Runs;

namespace Reproducible.Training;

/// <summary>How a learning rate moves over the steps of a run, as a factor of its peak.</summary>
public abstract record Schedule : Part;

/// <summary>The peak rate at every step.</summary>
public sealed record Constant : Schedule;

/// <summary>Falls from the peak to 0 along half a cosine, after an optional linear warm-up.</summary>
/// <param name="WarmUp">Share of all steps in which the rate climbs to its peak, 0 (none) to below 1.</param>
/// <remarks>Source: Loshchilov and Hutter, ICLR 2017 (arXiv:1608.03983), without restarts.</remarks>
public sealed record Cosine(double WarmUp = 0) : Schedule;

/// <summary>Falls from the peak to 0 in a straight line, after an optional linear warm-up.</summary>
/// <param name="WarmUp">Share of all steps in which the rate climbs to its peak, 0 (none) to below 1.</param>
public sealed record LinearDecay(double WarmUp = 0) : Schedule;

/// <summary>Multiplies the rate by a factor at regular steps.</summary>
/// <param name="Every">Share of all steps between two falls, above 0 to 1; 1/3 falls twice.</param>
/// <param name="Factor">What each fall multiplies by, above 0 to below 1.</param>
public sealed record StepDecay(double Every = 1.0 / 3, double Factor = 0.1) : Schedule;

/// <summary>Climbs from peak/25 to the peak over the first share of steps, then falls to nearly 0, both along a cosine.</summary>
/// <param name="WarmUp">Share of all steps that climb, above 0 to below 1.</param>
/// <remarks>Source: Smith and Topin, 2018 (arXiv:1708.07120), with PyTorch's defaults.</remarks>
public sealed record OneCycle(double WarmUp = 0.3) : Schedule;
