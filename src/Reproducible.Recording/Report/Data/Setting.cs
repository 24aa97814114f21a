namespace Reproducible.Recording.Report.Data;

/// <summary>One dataset and backbone of a comparison, with what each strategy made of it.</summary>
/// <param name="Label">What tells it from the comparison's other settings: <c>200 labels</c>.</param>
/// <param name="Examples">Labelled training examples; 0 when no run says.</param>
/// <param name="Family">What it shares with settings that differ from it in their number of labels alone.</param>
/// <param name="Arms">The best mean accuracy first, strategies without one last.</param>
internal sealed record Setting(string Label, string Dataset, string Backbone, int Examples, string Family, IReadOnlyList<ArmResult> Arms)
{
    /// <summary>Strategies that are compared with from-scratch, the largest mean gain first.</summary>
    public IEnumerable<ArmResult> Compared => Arms.Where(arm => arm.Summary.Gain is not null).OrderByDescending(arm => arm.Summary.Gain!.Mean);

    /// <summary>Test examples of one run; 0 when none finished.</summary>
    public int TestExamples => Arms.Max(arm => arm.TestExamples);
}
