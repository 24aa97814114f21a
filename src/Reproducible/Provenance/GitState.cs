namespace Reproducible.Provenance;

/// <summary>The code's place in its history when a run began.</summary>
/// <param name="Folder">The working tree's root; empty where there is no repository.</param>
/// <param name="Commit">The commit's hash, or <see cref="Unknown"/>: no git, no repository, no commit yet.</param>
/// <param name="Branch">Its short name, <see cref="Detached"/>, or <see cref="Unknown"/>.</param>
/// <param name="Dirty"><c>true</c> or <c>false</c>: whether files differ from the commit, those under results and ignored ones aside; or <see cref="Unknown"/>.</param>
public sealed record GitState(string Folder, string Commit, string Branch, string Dirty)
{
    /// <summary>Git did not say.</summary>
    public const string Unknown = "unknown";

    /// <summary>In place of a branch, when a commit itself is checked out.</summary>
    public const string Detached = "(detached)";

    /// <summary>All of the tree but what runs write while they go on, which decides no number.</summary>
    internal static readonly string[] Tree = [":/", ":(exclude,top)results"];

    /// <summary>The state of the tree that this folder lies in. Throws nothing, writes nothing, takes at most ten seconds.</summary>
    public static GitState Read(string folder)
    {
        var nothing = new GitState("", Unknown, Unknown, Unknown);
        if (!Directory.Exists(folder))
        {
            return nothing;
        }

        var git = new GitCommand(folder, DateTime.UtcNow + GitCommand.TimeLimit);
        if (git.Text("rev-parse", "--show-toplevel") is not { Length: > 0 } root)
        {
            return nothing;
        }

        var commit = git.Text("rev-parse", "--quiet", "--verify", "HEAD^{commit}");
        var branch = git.Text("symbolic-ref", "--quiet", "--short", "HEAD") ?? (commit is null ? Unknown : Detached);
        var changes = git.Text(["status", "--porcelain", "--untracked-files=normal", "--", .. Tree]);

        return new(root, commit ?? Unknown, branch, changes is null ? Unknown : changes.Length > 0 ? "true" : "false");
    }

    /// <summary>What has to be applied to <see cref="Commit"/> to have the tree as it is now, untracked files included. Throws nothing, writes nothing into the tree or its repository.</summary>
    public PatchResult Patch() => Commit == Unknown ? PatchResult.None("there is no commit to compare with.") : GitPatch.Of(Folder, Commit);
}
