using Reproducible.Provenance;

namespace Reproducible.Tests.Provenance;

public sealed class GitStateTests : IDisposable
{
    private readonly Repository repository = new();

    [Fact]
    public void A_clean_tree_is_its_commit()
    {
        repository.Write("a.txt", "1\n");
        repository.Commit();

        var state = GitState.Read(repository.Path);

        Assert.Equal(repository.Git("rev-parse", "HEAD").Trim(), state.Commit);
        Assert.Equal("main", state.Branch);
        Assert.Equal("false", state.Dirty);
        Assert.Empty(state.Patch().Bytes!);
        Assert.True(state.Patch().IsWhole);
    }

    [Fact]
    public void An_untracked_file_makes_it_dirty_and_tables_under_results_do_not()
    {
        repository.Write("a.txt", "1\n");
        repository.Write(".gitignore", "artifacts/\n");
        repository.Commit();
        repository.Write("results/tables/a.csv", "1\n");
        repository.Write("artifacts/a.dll", "1\n");
        Assert.Equal("false", GitState.Read(repository.Path).Dirty);

        repository.Write("new/b.txt", "2\n");
        Assert.Equal("true", GitState.Read(Path.Combine(repository.Path, "new")).Dirty);
    }

    [Fact]
    public void A_commit_checked_out_by_itself_has_no_branch()
    {
        repository.Write("a.txt", "1\n");
        repository.Commit();
        repository.Git("checkout", "--quiet", "--detach");

        Assert.Equal(GitState.Detached, GitState.Read(repository.Path).Branch);
    }

    [Fact]
    public void Before_the_first_commit_there_is_a_branch_and_no_patch()
    {
        repository.Write("a.txt", "1\n");

        var state = GitState.Read(repository.Path);

        Assert.Equal(("unknown", "main", "true"), (state.Commit, state.Branch, state.Dirty));
        Assert.Null(state.Patch().Bytes);
        Assert.Equal("there is no commit to compare with.", state.Patch().Problem);
    }

    [Fact]
    public void Without_a_repository_nothing_is_known()
    {
        using var folder = new TemporaryFolder();
        GitState unknown = new("", "unknown", "unknown", "unknown");

        Assert.Equal(unknown, GitState.Read(folder.Path));
        Assert.Equal(unknown, GitState.Read(folder.File("none")));
        Assert.Null(unknown.Patch().Bytes);
    }

    [Fact]
    public void Variables_that_git_sets_for_hooks_lead_nowhere_else()
    {
        repository.Write("a.txt", "1\n");
        repository.Commit();
        Environment.SetEnvironmentVariable("GIT_DIR", "/nowhere");
        try
        {
            Assert.Equal("main", GitState.Read(repository.Path).Branch);
        }
        finally
        {
            Environment.SetEnvironmentVariable("GIT_DIR", null);
        }
    }

    public void Dispose() => repository.Dispose();
}
