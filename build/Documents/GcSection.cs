using Reproducible.Store;

namespace Reproducible.Build.Documents;

/// <summary>What no plan refers to.</summary>
internal sealed record GcSection(int Deletable, long DeletableBytes, int Deleted, long DeletedBytes, IReadOnlyList<GarbageLine> Items)
{
    /// <param name="deleted">Those of <paramref name="found"/> that are gone.</param>
    public static GcSection Of(IReadOnlyList<Garbage> found, IReadOnlyCollection<Garbage> deleted) => new(
        found.Count(item => item.Deletable),
        found.Where(item => item.Deletable).Sum(item => item.Bytes),
        deleted.Count,
        deleted.Sum(item => item.Bytes),
        [.. found.Select(item => new GarbageLine(item.Path, item.Bytes, item.Reason, item.Deletable, deleted.Contains(item), item.RunId))]);
}

/// <param name="RunId">The run it belongs to; null: none.</param>
internal sealed record GarbageLine(string Path, long Bytes, string Reason, bool Deletable, bool Deleted, string? RunId);
