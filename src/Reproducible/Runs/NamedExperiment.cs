namespace Reproducible.Runs;

/// <summary>An experiment under the name of its task.</summary>
/// <param name="Name">The task's name: <c>Source.FashionEight</c>. Also the name of its folder under results.</param>
/// <param name="Description">The question, for people.</param>
public sealed record NamedExperiment(string Name, string Description, Experiment Experiment);
