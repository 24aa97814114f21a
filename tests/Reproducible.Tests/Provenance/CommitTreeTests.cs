using System.Diagnostics;
using Reproducible.Provenance;

namespace Reproducible.Tests.Provenance;

public sealed class CommitTreeTests : IDisposable
{
    private readonly Repository repository = new();
    private readonly TemporaryFolder folder = new();

    public CommitTreeTests()
    {
        repository.Write("code.cs", "1\n");
        repository.Commit();
    }

    public void Dispose()
    {
        repository.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Holds_the_commit_with_the_changes_and_leaves_nothing()
    {
        repository.Write("code.cs", "2\n");
        repository.Write("new/file.cs", "new\n");
        var state = GitState.Read(repository.Path);
        File.WriteAllBytes(folder.File("patch"), state.Patch().Bytes!);
        repository.Commit();

        string place;
        using (var tree = CommitTree.Add(repository.Path, state.Commit))
        {
            place = tree.Folder;
            Assert.Equal("1\n", File.ReadAllText(Path.Combine(place, "code.cs")));
            tree.Apply(folder.File("patch"));
            Assert.Equal("2\n", File.ReadAllText(Path.Combine(place, "code.cs")));
            Assert.Equal("new\n", File.ReadAllText(Path.Combine(place, "new/file.cs")));
        }

        Assert.False(Directory.Exists(place));
        Assert.DoesNotContain(place, repository.Git("worktree", "list"), StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_no_hook()
    {
        var hook = repository.Write(".git/hooks/post-checkout", $"#!/bin/sh\ntouch '{folder.File("hooked")}'\n");
        using var chmod = Process.Start("chmod", ["+x", hook]);
        chmod.WaitForExit();

        using var tree = CommitTree.Add(repository.Path, CommitTree.Resolve(repository.Path, "main"));

        Assert.False(File.Exists(folder.File("hooked")));
    }

    [Fact]
    public void Is_removed_though_its_files_were_changed()
    {
        var tree = CommitTree.Add(repository.Path, CommitTree.Resolve(repository.Path, "main"));
        File.WriteAllText(Path.Combine(tree.Folder, "artifact"), "built");
        File.Delete(Path.Combine(tree.Folder, ".git"));
        tree.Dispose();

        Assert.False(Directory.Exists(tree.Folder));
        Assert.DoesNotContain(tree.Folder, repository.Git("worktree", "list"), StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_that_do_not_fit_are_refused_in_gits_words()
    {
        File.WriteAllText(folder.File("patch"), "diff --git a/code.cs b/code.cs\n--- a/code.cs\n+++ b/code.cs\n@@ -1 +1 @@\n-other\n+2\n");
        using var tree = CommitTree.Add(repository.Path, CommitTree.Resolve(repository.Path, "main"));

        var fault = Assert.Throws<ReproducibleException>(() => tree.Apply(folder.File("patch")));

        Assert.StartsWith($"The recorded changes '{folder.File("patch")}' do not fit commit {tree.Commit}: git failed: error: patch failed: code.cs:1", fault.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000")]
    [InlineData("no-such-branch")]
    [InlineData("--all")]
    [InlineData("")]
    public void A_commit_that_is_not_there_is_named(string commit)
    {
        var fault = Assert.Throws<ReproducibleException>(() => CommitTree.Resolve(repository.Path, commit));

        Assert.Equal($"There is no commit '{commit}' in '{repository.Path}'.", fault.Problem);
        Assert.Contains("git fetch --all", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shallow_clone_is_told_how_to_get_the_rest()
    {
        var first = GitState.Read(repository.Path).Commit;
        repository.Write("code.cs", "2\n");
        repository.Commit();
        using var clone = Process.Start("git", ["clone", "--quiet", "--depth=1", $"file://{repository.Path}", folder.File("clone")]);
        clone.WaitForExit();

        var fault = Assert.Throws<ReproducibleException>(() => CommitTree.Resolve(folder.File("clone"), first));

        Assert.Equal($"There is no commit '{first}' in '{folder.File("clone")}', which is a shallow clone.", fault.Problem);
        Assert.Equal("Fetch the rest of its history: git fetch --unshallow.", fault.Remedy);
    }

    [Fact]
    public void A_folder_outside_of_git_is_named()
    {
        Directory.CreateDirectory(folder.File("plain"));

        Assert.Equal($"'{folder.File("plain")}' is no git working tree, so it has no commit 'main'.", Assert.Throws<ReproducibleException>(() => CommitTree.Resolve(folder.File("plain"), "main")).Problem);
    }
}
