namespace Reproducible.Provenance;

/// <summary>How a question to git ended.</summary>
/// <param name="Bytes">What it wrote; null where it failed or wrote too much.</param>
/// <param name="Length">In bytes, of all that it wrote; 0 where it failed.</param>
/// <param name="Problem">Why there is no answer; empty where there is one, or one that is too long.</param>
internal sealed record GitOutput(byte[]? Bytes, long Length, string Problem);
