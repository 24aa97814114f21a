using Reproducible.Provenance;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Verification;

/// <summary>The code that a recorded run shall be executed with: a commit, and the uncommitted changes on top of it.</summary>
/// <param name="Commit">Its full hash.</param>
/// <param name="Patch">SHA-256 of the changes, an object of the run's store; null: the commit as it is.</param>
/// <param name="Lacks">What it lacks of the tree in which the run was recorded, sentences for people; empty: nothing is known to be missing.</param>
public sealed record CommitCode(string Commit, string? Patch, string Lacks)
{
    /// <summary>In place of a hash: the commit that each receipt names.</summary>
    public const string Recorded = "recorded";

    /// <summary>Finds the code. The recorded changes belong to it where the commit is the recorded one.</summary>
    /// <param name="store">Holds the run.</param>
    /// <param name="repository">A folder of the repository that has the commit.</param>
    /// <param name="commit">What names a commit, or <see cref="Recorded"/>.</param>
    /// <exception cref="ReproducibleException">The commit or the changes cannot be had.</exception>
    public static CommitCode Of(Receipt run, RunStore store, string repository, string commit)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(store);

        var recorded = run.Environment.GetValueOrDefault("commit", GitState.Unknown);
        if (commit == Recorded && recorded == GitState.Unknown)
        {
            throw new ReproducibleException(
                $"The receipt of run {run.Id} names no commit: it was recorded outside of a git repository.", "Name one with --at-commit=HASH, or verify with the code as it is.");
        }

        var hash = CommitTree.Resolve(repository, commit == Recorded ? recorded : commit);
        if (hash != recorded)
        {
            return new(hash, null, run.Patch is null ? "" : $"The changes recorded with run {run.Id} are not applied: they belong to commit {recorded}.");
        }

        return run.Environment.GetValueOrDefault("dirty", GitState.Unknown) switch
        {
            "false" => new(hash, null, ""),
            "true" => new(hash, Kept(run, store), LeftOut(run)),
            _ => new(hash, null, $"Git did not say, when run {run.Id} was recorded, whether files differed from the commit."),
        };
    }

    private static string Kept(Receipt run, RunStore store)
    {
        const string Remedy = "Without them the code of its time cannot be had; verify with the code as it is: leave --at-commit out.";
        if (run.Patch is not { } patch)
        {
            throw new ReproducibleException($"The uncommitted changes of run {run.Id} were not kept: {run.Environment.GetValueOrDefault("patch", "its receipt does not say why.")}", Remedy);
        }

        return store.Objects.Find(patch) is not null
            ? patch
            : throw new ReproducibleException($"The uncommitted changes of run {run.Id}, '{store.Objects.PathOf(patch)}', are missing.", Remedy);
    }

    private static string LeftOut(Receipt run) => run.Environment.GetValueOrDefault("patch_leaves_out") is { } files
        ? $"The changes recorded with run {run.Id} leave out {files}: files whose names look like secrets, and nested repositories, are not kept. Where they decide numbers, this code is not that of its time."
        : "";
}
