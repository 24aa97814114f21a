using System.Text;
using Reproducible.Provenance;

namespace Reproducible.Tests.Provenance;

public sealed class GitPatchTests : IDisposable
{
    private readonly Repository repository = new();

    public GitPatchTests()
    {
        repository.Write("a.txt", "one\ntwo\n");
        repository.Write("gone.txt", "gone\n");
        repository.Write("staged.txt", "old\n");
        repository.Write("results/table.csv", "1\n");
        repository.Write(".gitignore", "ignored/\n");
        repository.Commit();
    }

    [Fact]
    public void Commit_and_patch_together_are_the_tree()
    {
        byte[] binary = [.. Enumerable.Range(0, 4096).Select(i => (byte)(i * i / 7)), 0, 10, 13];
        repository.Write("a.txt", "one\nTWO \n");
        repository.Write("new folder/ümlaut \"quoted\".txt", "no newline at the end");
        File.WriteAllBytes(repository.Write("image.bin", ""), binary);
        File.Delete(Path.Combine(repository.Path, "gone.txt"));
        repository.Write("staged.txt", "new\n");
        repository.Git("add", "staged.txt");
        repository.Write("ignored/x", "x");
        repository.Write("results/table.csv", "2\n");
        var state = GitState.Read(repository.Path);
        var patch = state.Patch();
        Assert.Equal("", patch.Problem);
        Assert.True(patch.IsWhole);

        var elsewhere = repository.Checkout(state.Commit, patch.Bytes!);

        Assert.Equal(
            [".gitignore", "a.txt", "image.bin", "new folder/ümlaut \"quoted\".txt", "results/table.csv", "staged.txt"],
            FilesOf(elsewhere));
        Assert.All(FilesOf(elsewhere).Where(name => name != "results/table.csv"), name =>
            Assert.Equal(File.ReadAllBytes(Path.Combine(repository.Path, name)), File.ReadAllBytes(Path.Combine(elsewhere, name))));
        Assert.Equal("1\n", File.ReadAllText(Path.Combine(elsewhere, "results/table.csv")));
    }

    [Fact]
    public void The_users_index_tree_and_objects_stay_as_they_were()
    {
        repository.Write("a.txt", "changed\n");
        repository.Write("untracked.txt", "new\n");
        var state = GitState.Read(repository.Path);
        var before = Snapshot();

        Assert.NotEmpty(state.Patch().Bytes!);

        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public void What_looks_like_a_secret_is_named_and_left_out()
    {
        repository.Write("deep/.env.local", "PASSWORD=hunter2\n");
        repository.Write("server.PEM", "hunter2\n");
        repository.Write("my-Secret-notes.txt", "hunter2\n");
        repository.Write("id_rsa", "hunter2\n");
        repository.Git("add", "id_rsa");
        repository.Write("a.txt", "fine\n");

        var patch = GitState.Read(repository.Path).Patch();

        Assert.Equal(["deep/.env.local", "id_rsa", "my-Secret-notes.txt", "server.PEM"], patch.LeftOut);
        Assert.False(patch.IsWhole);
        var text = Encoding.UTF8.GetString(patch.Bytes!);
        Assert.Contains("+fine", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("id_rsa", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repository_inside_the_tree_is_named_and_left_out()
    {
        repository.Write("inner/b.txt", "b\n");
        repository.Git("init", "--quiet", "inner");
        repository.Write("a.txt", "fine\n");

        var patch = GitState.Read(repository.Path).Patch();

        Assert.Equal(["inner/"], patch.LeftOut);
        Assert.Contains("+fine", Encoding.UTF8.GetString(patch.Bytes!), StringComparison.Ordinal);
    }

    [Fact]
    public void A_patch_that_is_too_large_states_its_size_and_has_no_bytes()
    {
        var random = new byte[2 << 20];
        new Random(1).NextBytes(random);
        File.WriteAllBytes(repository.Write("big.bin", ""), random);

        var patch = GitState.Read(repository.Path).Patch();

        Assert.Null(patch.Bytes);
        Assert.True(patch.Length > 2 << 20);
        Assert.Contains($"has {patch.Length} bytes; a receipt keeps at most 1048576.", patch.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Gigabytes_are_not_read()
    {
        using (var file = File.Create(repository.Write("huge.bin", "")))
        {
            file.SetLength(3L << 30); // a hole: no disk space
        }

        var patch = GitState.Read(repository.Path).Patch();

        Assert.Null(patch.Bytes);
        Assert.Equal(3L << 30, patch.Length);
    }

    [Fact]
    public void Settings_of_the_user_run_no_program_and_change_no_byte()
    {
        repository.Write("a.txt", "changed\n");
        var state = GitState.Read(repository.Path);
        var plain = state.Patch().Bytes;
        var mark = Path.Combine(repository.Path, "..", "ran");
        repository.Git("config", "diff.external", $"touch {mark} #");
        repository.Git("config", "diff.x.textconv", $"touch {mark}; cat");
        repository.Git("config", "core.pager", $"touch {mark}");
        repository.Git("config", "diff.noprefix", "true");
        repository.Git("config", "diff.context", "9");
        repository.Git("config", "color.ui", "always");
        File.WriteAllText(Path.Combine(repository.Path, ".git/info/attributes"), "*.txt diff=x\n");

        Assert.Equal(plain, state.Patch().Bytes);
        Assert.False(File.Exists(mark));
    }

    public void Dispose() => repository.Dispose();

    private static string[] FilesOf(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path))
            .Where(path => path != ".git" && !path.StartsWith(".git/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    // Git renews the time of an object that it finds already there; nothing else may change, times of other files included.
    private string[] Snapshot() =>
        [.. Directory.EnumerateFiles(repository.Path, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => $"{path} {(path.Contains("/.git/objects/", StringComparison.Ordinal) ? default : File.GetLastWriteTimeUtc(path)):O} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))}")];
}
