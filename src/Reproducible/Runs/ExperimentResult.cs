using Reproducible.Statistics;

namespace Reproducible.Runs;

/// <summary>An experiment's runs, finished or failed, and what they say together.</summary>
/// <param name="Name">The task's name: <c>FullFineTune</c>. Also the name of its folder under results and of its MLflow experiment.</param>
/// <param name="Description">The question, for people.</param>
/// <param name="Runs">In the order of <see cref="Experiment.Runs"/>.</param>
/// <param name="Summaries">One a backbone, dataset and strategy, in that order.</param>
public sealed record ExperimentResult(string Name, string Description, IReadOnlyList<RunRecord> Runs, IReadOnlyList<Summary> Summaries);
