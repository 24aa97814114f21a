using Reproducible.Runs;
using Reproducible.Training;

namespace Reproducible.Recording.LearningRate;

/// <summary>A range test under the name that tells it from the others of its experiment.</summary>
/// <param name="Name">For people: <c>FullFineTune</c>.</param>
/// <param name="Id">Of the run whose strategy, data and recipe were tested.</param>
public sealed record TestedRates(string Name, string Id, RunSpec Spec, RangeCurve Curve);
