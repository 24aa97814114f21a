namespace Reproducible.Verification;

/// <summary>What an exported zip turned out to hold.</summary>
/// <param name="Id">The run that was exported.</param>
/// <param name="SourceIds">Ids of the run it starts from, of that one's source, and so on; empty: none.</param>
public sealed record ImportedRun(string Id, IReadOnlyList<string> SourceIds);
