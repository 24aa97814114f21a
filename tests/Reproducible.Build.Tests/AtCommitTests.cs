using System.Diagnostics;
using System.Text.Json;
using Reproducible.Keys;
using Reproducible.Provenance;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Build.Tests;

/// <summary>A repository whose build.sh only writes down how it was called, and with which code.</summary>
public sealed class AtCommitTests : IDisposable
{
    private readonly Folder folder = new();
    private readonly RunStore store;

    public AtCommitTests()
    {
        store = new(folder.File("results/store"));
        folder.Write("repository/build.sh", $"""
            echo "$(cat code.txt): $*" >>'{folder.File("calls")}'
            if [ "$1" = --version ]; then exit "$(cat build.txt)"; fi
            exit "$(cat verdict.txt)"
            """);
        folder.Write("repository/code.txt", "committed");
        folder.Write("repository/build.txt", "0");
        folder.Write("repository/verdict.txt", "0");
        Git("init", "--quiet", "--initial-branch=main");
        Git("config", "user.name", "Test");
        Git("config", "user.email", "test@example.org");
        Commit();
    }

    private string[] Calls => File.Exists(folder.File("calls")) ? File.ReadAllLines(folder.File("calls")) : [];

    private BuildSettings Settings => new(folder.File("repository"), ["Verify"], new() { Results = folder.File("results"), Threads = 2 }, null, null);

    [Fact]
    public async Task Builds_the_recorded_commit_with_its_changes_and_has_it_verify_the_run()
    {
        folder.Write("repository/code.txt", "changed");
        var id = Record();
        folder.Write("repository/code.txt", "moved on");
        Commit();

        await AtCommit.VerifyAsync(Settings, store, [id], "recorded");

        Assert.Equal(["changed: --version", $"changed: --target=Verify --run={id} --results={folder.File("results")}"], Calls);
        Assert.Equal("moved on", await File.ReadAllTextAsync(folder.File("repository/code.txt"), TestContext.Current.CancellationToken));
        Assert.Single(Git("worktree", "list", "--porcelain").Split('\n'), line => line.StartsWith("worktree ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Applies_no_changes_to_a_commit_that_they_do_not_belong_to()
    {
        folder.Write("repository/code.txt", "changed");
        var id = Record();
        folder.Write("repository/code.txt", "moved on");
        Commit();

        await AtCommit.VerifyAsync(Settings, store, [id], "main");

        Assert.Equal("moved on: --version", Calls[0]);
    }

    [Fact]
    public async Task Builds_once_for_runs_of_the_same_code()
    {
        var ids = new[] { Record(1), Record(2) };

        await AtCommit.VerifyAsync(Settings, store, ids, "recorded");

        Assert.Equal(3, Calls.Length);
    }

    [Fact]
    public async Task Says_that_a_commit_does_not_build_and_executes_nothing()
    {
        folder.Write("repository/build.txt", "1");
        Commit();
        var id = Record();

        var fault = await Assert.ThrowsAsync<ReproducibleException>(() => AtCommit.VerifyAsync(Settings, store, [id], "recorded"));

        Assert.Matches("^Commit [0-9a-f]{40} does not build here. What failed stands above; no run was executed.$", fault.Message);
        Assert.Equal(["committed: --version"], Calls);
    }

    [Fact]
    public async Task Names_the_runs_that_are_not_confirmed()
    {
        folder.Write("repository/verdict.txt", "1");
        Commit();
        var id = Record();

        var fault = await Assert.ThrowsAsync<ReproducibleException>(() => AtCommit.VerifyAsync(Settings, store, [id], "recorded"));

        Assert.Equal($"Not confirmed with the code of that commit: {id}.", fault.Problem);
    }

    [Fact]
    public async Task Passes_on_what_the_code_of_that_commit_says_in_its_document()
    {
        folder.Write("repository/build/Documents/VerifySection.cs", "");
        folder.Write("repository/document.json", """{"verify":{"total":1,"confirmed":1,"runs":[{"id":"x","verdict":"within_tolerance","causes":["other threads"],"first_difference":{"step":3,"cause":"loss","recorded_loss":0.5,"loss":0.25,"tensor":"fc.weight","tensor_step":4}}]}}""");
        folder.Write("repository/build.sh", """if [ "${!#}" = --json ]; then cat document.json; fi""");
        Commit();
        var id = Record();

        var run = await DocumentAsync(id);

        Assert.Equal((id, "within_tolerance", true), (run.GetProperty("id").GetString(), run.GetProperty("verdict").GetString(), run.GetProperty("confirmed").GetBoolean()));
        Assert.Equal(Git("rev-parse", "HEAD").Trim(), run.GetProperty("commit").GetString());
        Assert.Equal("other threads", run.GetProperty("causes")[0].GetString());
        Assert.Equal((3, "fc.weight"), (run.GetProperty("first_difference").GetProperty("step").GetInt32(), run.GetProperty("first_difference").GetProperty("tensor").GetString()));
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("1", false)]
    public async Task A_commit_without_documents_says_in_ours_whether_it_confirms(string exitCode, bool confirmed)
    {
        folder.Write("repository/verdict.txt", exitCode);
        folder.Write("repository/code.txt", $"ends with {exitCode}");
        Commit();
        var id = Record();

        var run = await DocumentAsync(id);

        Assert.Equal(confirmed, run.GetProperty("confirmed").GetBoolean());
        Assert.Equal(JsonValueKind.Null, run.GetProperty("verdict").ValueKind);
        Assert.DoesNotContain("--json", Calls[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Builds_nothing_when_one_of_the_commits_is_unknown()
    {
        var known = Record();

        await Assert.ThrowsAsync<ReproducibleException>(() => AtCommit.VerifyAsync(Settings, store, [known, Record(2, commit: new string('0', 40))], "recorded"));

        Assert.Empty(Calls);
    }

    [Fact]
    public async Task Executes_nothing_where_a_receipt_is_damaged()
    {
        var id = Record();
        File.AppendAllText(Path.Combine(store.FolderOf(id), ReceiptFile.Name), "x");

        await Assert.ThrowsAsync<ReproducibleException>(() => AtCommit.VerifyAsync(Settings, store, [id], "recorded"));

        Assert.Empty(Calls);
    }

    [Fact]
    public async Task Passes_on_what_the_command_line_says_of_where_and_how()
    {
        var settings = Settings with { Named = new HashSet<string> { "threads", "portable" }, ExportedZip = "/a.zip" };

        await AtCommit.VerifyAsync(settings, store, [Record()], "recorded");

        Assert.Equal($"committed: --target=Verify --export=/a.zip --results={folder.File("results")} --threads=2 --portable=False", Calls[^1]);
    }

    public void Dispose() => folder.Dispose();

    /// <summary>What <c>--json</c> prints of a run's verification.</summary>
    private async Task<JsonElement> DocumentAsync(string id)
    {
        using var output = new MemoryStream();
        var json = Documents.JsonDocument.To(output);
        var fault = await Xunit.Record.ExceptionAsync(() => AtCommit.VerifyAsync(Settings with { Json = json }, store, [id], "recorded"));
        json.End(["Verify"], fault, fault is null ? 0 : 1);

        return JsonDocument.Parse(output.ToArray()).RootElement.GetProperty("verify").GetProperty("runs")[0];
    }

    /// <summary>The receipt of a run that finished with the tree as it is now.</summary>
    private string Record(int seed = 0, string? commit = null)
    {
        var git = GitState.Read(folder.File("repository"));
        var key = new RunKey(new Dictionary<string, KeyPart> { [KeyParts.Settings] = KeyPart.Of([KeyValuePair.Create("seed", $"{seed}")]) });
        var receipt = new Receipt
        {
            Id = key.Id,
            Status = RunStatus.Finished,
            StartedAt = DateTimeOffset.UnixEpoch,
            Key = key.Parts,
            Environment = new Dictionary<string, string> { ["commit"] = commit ?? git.Commit, ["dirty"] = git.Dirty },
            Patch = git.Patch().Bytes is { Length: > 0 } patch ? store.Objects.Put(patch) : null,
            Test = new(0.25, 0.75, 0.75, 0.5, 0.625, [[3, 1], [0, 4]]),
            WeightsSha256 = new('1', 64),
        };
        Directory.CreateDirectory(store.FolderOf(key.Id));
        File.WriteAllBytes(Path.Combine(store.FolderOf(key.Id), ReceiptFile.Name), ReceiptFile.Write(receipt));

        return key.Id;
    }

    private void Commit()
    {
        Git("add", "--all");
        Git("commit", "--quiet", "--message=state");
    }

    private string Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder.File("repository"), RedirectStandardOutput = true })!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();

        return git.ExitCode == 0 ? output : throw new InvalidOperationException($"git {string.Join(' ', arguments)}");
    }
}
