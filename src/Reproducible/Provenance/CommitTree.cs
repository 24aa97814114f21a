namespace Reproducible.Provenance;

/// <summary>A working tree of one commit in a temporary folder. The repository's own tree and index stay as they are; hooks do not run.</summary>
public sealed class CommitTree : IDisposable
{
    // A checkout writes every file of the tree.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string repository;

    private CommitTree(string repository, string commit) => (this.repository, Commit) = (repository, commit);

    /// <summary>The commit's full hash.</summary>
    public string Commit { get; }

    /// <summary>Absolute path; removed with this object.</summary>
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"reproducible-{Guid.NewGuid():N}");

    /// <summary>The full hash of the commit that a hash, its start, a branch or a tag names.</summary>
    /// <param name="repository">A folder of it.</param>
    /// <exception cref="ReproducibleException">There is no repository, or no such commit in it.</exception>
    public static string Resolve(string repository, string commit)
    {
        if (Git(repository).Text("rev-parse", "--show-toplevel") is not { Length: > 0 })
        {
            throw new ReproducibleException($"'{repository}' is no git working tree, so it has no commit '{commit}'.", "Go on in a clone of the repository that has it.");
        }

        return Git(repository).Text("rev-parse", "--quiet", "--verify", "--end-of-options", $"{commit}^{{commit}}")
            ?? throw new ReproducibleException(
                $"There is no commit '{commit}' in '{repository}'{(IsShallow(repository) ? ", which is a shallow clone" : "")}.",
                IsShallow(repository) ? "Fetch the rest of its history: git fetch --unshallow." : "Fetch it (git fetch --all), or correct the hash: git log lists them.");
    }

    /// <summary>Checks a commit out.</summary>
    /// <param name="commit">As <see cref="Resolve"/> returns it.</param>
    /// <exception cref="ReproducibleException">Git refuses.</exception>
    public static CommitTree Add(string repository, string commit)
    {
        var tree = new CommitTree(repository, commit);
        try
        {
            Do(repository, $"Commit {commit} cannot be checked out into '{tree.Folder}'", "worktree", "add", "--quiet", "--detach", tree.Folder, commit);

            return tree;
        }
        catch
        {
            tree.Dispose();
            throw;
        }
    }

    /// <summary>Applies uncommitted changes of its time.</summary>
    /// <param name="patch">Absolute path of a patch as <see cref="GitState.Patch"/> makes it; an empty file changes nothing.</param>
    /// <exception cref="ReproducibleException">They do not fit this commit.</exception>
    public void Apply(string patch)
    {
        if (new FileInfo(patch).Length > 0)
        {
            Do(Folder, $"The recorded changes '{patch}' do not fit commit {Commit}", "apply", "--whitespace=nowarn", patch);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // What git leaves, since it refused or somebody holds a file, goes by hand; prune then forgets it.
        Git(repository).Run(["worktree", "remove", "--force", Folder], maxBytes: 0);
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
            Git(repository).Run(["worktree", "prune"], maxBytes: 0);
        }
    }

    private static bool IsShallow(string repository) => Git(repository).Text("rev-parse", "--is-shallow-repository") == "true";

    private static GitCommand Git(string folder) => new(folder, DateTime.UtcNow + Patience);

    private static void Do(string folder, string problem, params string[] arguments)
    {
        if (Git(folder).Run(arguments, maxBytes: 1 << 16).Problem is { Length: > 0 } said)
        {
            throw new ReproducibleException($"{problem}: {said.TrimEnd('.')}.", "Mend what git says, or leave --at-commit out to verify with the code as it is.");
        }
    }
}
