namespace Reproducible.Provenance;

/// <summary>The difference between a working tree and its commit, for <c>git apply</c>.</summary>
/// <param name="Bytes">Empty where nothing differs; null where there is no patch: too large, or git failed.</param>
/// <param name="Length">In bytes; of a patch that is too large, as far as it is known. 0 where git failed.</param>
/// <param name="LeftOut">What is not in the patch: changed files that look like secrets, and, with a slash at the end, untracked folders that are repositories of their own. Paths from the tree's root, in order.</param>
/// <param name="Problem">Why there is no patch, a sentence; empty where there is one.</param>
public sealed record PatchResult(byte[]? Bytes, long Length, IReadOnlyList<string> LeftOut, string Problem)
{
    /// <summary>The most that a receipt keeps, in bytes.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Whether commit and patch together give the tree.</summary>
    public bool IsWhole => Bytes is not null && LeftOut.Count == 0;

    internal static PatchResult None(string problem) => new(null, 0, [], problem);

    internal static PatchResult TooLarge(long length, IReadOnlyList<string> leftOut) =>
        new(null, length, leftOut, $"what differs from the commit has {length} bytes; a receipt keeps at most {MaxBytes}. Commit the changes, or have git ignore large files.");
}
