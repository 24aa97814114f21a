namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>A parameter or a tag.</summary>
/// <param name="Key">At most 250 characters of MLflow's alphabet; <see cref="MlflowKey"/> makes one of any text.</param>
/// <param name="Value">Of a parameter at most 6000 characters, of a run's tag 8000: <see cref="LongValues"/> keeps longer ones whole.</param>
public sealed record MlflowEntry(string Key, string Value);
