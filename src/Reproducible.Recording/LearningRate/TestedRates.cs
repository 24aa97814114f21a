using Reproducible.Runs;
using Reproducible.Training;

namespace Reproducible.Recording.LearningRate;

/// <summary>A range test under the name that tells it from the others of its experiment.</summary>
/// <param name="Name">For people: <c>FullFineTune</c>.</param>
/// <param name="Run">The run whose strategy, data and recipe were tested.</param>
public sealed record TestedRates(string Name, PlannedRun Run, RangeCurve Curve);
