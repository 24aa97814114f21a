namespace Reproducible.Provenance;

/// <summary>Makes the patch with an index and an object folder of its own, so that neither the user's index nor the repository gets anything new.</summary>
internal static class GitPatch
{
    /// <summary>Changed files with more bytes together are not even read: no patch of them is small.</summary>
    private const long MaxChangedBytes = 64L << 20;

    // The same bytes whatever the user's settings say; binary files in full.
    private static readonly string[] Diff =
    [
        "diff", "--cached", "--binary", "--full-index", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color", "--unified=3", "--inter-hunk-context=0",
        "--diff-algorithm=myers", "--no-indent-heuristic", "--src-prefix=a/", "--dst-prefix=b/", "--submodule=short", "-O/dev/null",
    ];

    public static PatchResult Of(string root, string commit)
    {
        var deadline = DateTime.UtcNow + GitCommand.TimeLimit;
        var git = new GitCommand(root, deadline);
        if (git.Text(["status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", .. GitState.Tree]) is not { } status)
        {
            return PatchResult.None("git does not say which files differ from the commit.");
        }

        // Two letters and a space before each path.
        var changed = status.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(entry => entry.Length > 3).Select(entry => entry[3..]).ToArray();
        string[] nested = [.. changed.Where(path => path.EndsWith('/'))];
        string[] leftOut = [.. changed.Where(PrivateFiles.Contains).Concat(nested).Order(StringComparer.Ordinal)];
        var size = changed.Except(leftOut).Sum(path => new FileInfo(Path.Combine(root, path)) is { Exists: true, LinkTarget: null } file ? file.Length : 0);
        if (size > MaxChangedBytes)
        {
            return PatchResult.TooLarge(size, leftOut);
        }

        try
        {
            var scratch = Directory.CreateTempSubdirectory("reproducible-patch-");
            try
            {
                return Make(git, new GitCommand(root, deadline, Elsewhere(git, scratch.FullName)), scratch.FullName, commit, leftOut, [.. nested.Select(path => $":(exclude,top,literal){path.TrimEnd('/')}")]);
            }
            finally
            {
                scratch.Delete(recursive: true);
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return PatchResult.None($"the temporary folder can't be written: {cause.Message}");
        }
    }

    private static string IndexOf(string scratch) => Path.Combine(scratch, "index");

    private static Dictionary<string, string> Elsewhere(GitCommand git, string scratch) => new()
    {
        ["GIT_INDEX_FILE"] = IndexOf(scratch),
        ["GIT_OBJECT_DIRECTORY"] = Directory.CreateDirectory(Path.Combine(scratch, "objects")).FullName,
        ["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = Quoted(git.Text("rev-parse", "--path-format=absolute", "--git-path", "objects") ?? ""),
    };

    /// <summary>The variable is a list with colons between; in quotes a path may hold one.</summary>
    private static string Quoted(string path) => $"\"{path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static PatchResult Make(GitCommand git, GitCommand apart, string scratch, string commit, string[] leftOut, string[] excluded)
    {
        // A copy of the index knows which files are unchanged, so that they are not read again.
        if (git.Text("rev-parse", "--path-format=absolute", "--git-path", "index") is { } index && File.Exists(index))
        {
            File.Copy(index, IndexOf(scratch));
        }
        else if (apart.Run(["read-tree", commit], maxBytes: 0) is { Problem.Length: > 0 } unread)
        {
            return PatchResult.None(unread.Problem) with { LeftOut = leftOut };
        }

        string[] paths = ["--", .. GitState.Tree, .. PrivateFiles.Excluded, .. excluded];
        if (apart.Run(["add", "--all", .. paths], maxBytes: 65536) is { Problem.Length: > 0 } unadded)
        {
            return PatchResult.None(unadded.Problem) with { LeftOut = leftOut };
        }

        var patch = apart.Run([.. Diff, commit, .. paths], PatchResult.MaxBytes);

        return patch.Problem.Length > 0 ? PatchResult.None(patch.Problem) with { LeftOut = leftOut }
            : patch.Bytes is null ? PatchResult.TooLarge(patch.Length, leftOut)
            : new(patch.Bytes, patch.Length, leftOut, "");
    }
}
