namespace Reproducible.Store;

/// <summary>Something in a store that nothing needs, or that is damaged.</summary>
/// <param name="Path">Absolute path of a file or a folder.</param>
/// <param name="Bytes">What it takes, its files together.</param>
/// <param name="Reason">Why it stands here, for people.</param>
/// <param name="Deletable">False: only told about; a plan refers to it.</param>
/// <param name="RunId">The run whose lock must be free to delete it; null: none.</param>
public sealed record Garbage(string Path, long Bytes, string Reason, bool Deletable, string? RunId);
