using Reproducible.Keys;
using Reproducible.Provenance;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Tests.Provenance;
using Reproducible.Verification;

namespace Reproducible.Tests.Verification;

public sealed class CommitCodeTests : IDisposable
{
    private readonly Repository repository = new();
    private readonly TemporaryFolder folder = new();
    private readonly RunStore store;
    private readonly string commit;

    public CommitCodeTests()
    {
        store = new(folder.File("store"));
        repository.Write("code.cs", "1\n");
        repository.Commit();
        commit = GitState.Read(repository.Path).Commit;
    }

    public void Dispose()
    {
        repository.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_clean_tree_is_its_commit() => Assert.Equal(new(commit, null, ""), Find(Recorded("false")));

    [Fact]
    public void A_commit_can_be_named_by_the_start_of_its_hash_or_a_branch()
    {
        Assert.Equal(commit, Find(Recorded("false"), commit[..8]).Commit);
        Assert.Equal(commit, Find(Recorded("false"), "main").Commit);
    }

    [Fact]
    public void A_dirty_tree_is_its_commit_and_its_patch()
    {
        var patch = store.Objects.Put("patch"u8);

        Assert.Equal(new(commit, patch, ""), Find(Recorded("true") with { Patch = patch }));
    }

    [Fact]
    public void Files_that_the_patch_leaves_out_are_said()
    {
        var code = Find(Recorded("true", ("patch_leaves_out", "src/TokenNames.cs, .env")) with { Patch = store.Objects.Put("patch"u8) });

        Assert.Equal(
            "The changes recorded with run 7 leave out src/TokenNames.cs, .env: files whose names look like secrets, and nested repositories, are not kept. "
            + "Where they decide numbers, this code is not that of its time.",
            code.Lacks);
    }

    [Fact]
    public void Changes_that_were_too_large_to_keep_are_refused_with_that_reason()
    {
        var fault = Assert.Throws<ReproducibleException>(() => Find(Recorded("true", ("patch", "what differs from the commit has 9 bytes."))));

        Assert.Equal("The uncommitted changes of run 7 were not kept: what differs from the commit has 9 bytes.", fault.Problem);
        Assert.Contains("leave --at-commit out", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_that_the_store_has_lost_are_refused()
    {
        var fault = Assert.Throws<ReproducibleException>(() => Find(Recorded("true") with { Patch = new string('0', 64) }));

        Assert.Equal($"The uncommitted changes of run 7, '{store.Objects.PathOf(new string('0', 64))}', are missing.", fault.Problem);
    }

    [Fact]
    public void Changes_are_not_applied_to_another_commit_and_that_is_said()
    {
        repository.Write("code.cs", "2\n");
        repository.Commit();

        var code = Find(Recorded("true") with { Patch = store.Objects.Put("patch"u8) }, "main");

        Assert.Null(code.Patch);
        Assert.NotEqual(commit, code.Commit);
        Assert.Equal($"The changes recorded with run 7 are not applied: they belong to commit {commit}.", code.Lacks);
    }

    [Fact]
    public void A_run_recorded_outside_of_git_names_no_commit()
    {
        var outside = Recorded("unknown") with { Environment = new Dictionary<string, string> { ["commit"] = "unknown", ["dirty"] = "unknown" } };

        Assert.Contains("names no commit", Assert.Throws<ReproducibleException>(() => Find(outside)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tree_of_which_git_did_not_say_whether_it_was_clean_is_told() =>
        Assert.Contains("Git did not say", Find(Recorded("unknown")).Lacks, StringComparison.Ordinal);

    private CommitCode Find(Receipt run, string asked = CommitCode.Recorded) => CommitCode.Of(run, store, repository.Path, asked);

    private Receipt Recorded(string dirty, params (string Name, string Value)[] facts) => new()
    {
        Id = "7",
        Status = RunStatus.Finished,
        StartedAt = DateTimeOffset.UnixEpoch,
        Key = new Dictionary<string, KeyPart> { [KeyParts.Settings] = KeyPart.Of([]) },
        Environment = facts.Append(("commit", commit)).Append(("dirty", dirty)).ToDictionary(fact => fact.Item1, fact => fact.Item2),
    };
}
