using System.Globalization;
using System.Runtime.InteropServices;
using Reproducible.Build.Documents;
using Reproducible.Provenance;
using Reproducible.Store;
using Reproducible.Verification;

namespace Reproducible.Build;

/// <summary>Verifies runs with the code of another commit, in a working tree of its own that is removed afterwards.</summary>
internal static class AtCommit
{
    /// <summary>Builds the code of each run and has it verify the run. Nothing is built before the code of all runs is found.</summary>
    /// <param name="store">Holds the runs.</param>
    /// <param name="commit">What names a commit, or <see cref="CommitCode.Recorded"/>.</param>
    /// <exception cref="ReproducibleException">The code of a run cannot be had or built, or a run is not confirmed.</exception>
    public static async Task VerifyAsync(BuildSettings settings, RunStore store, IReadOnlyList<string> ids, string commit)
    {
        var faults = ids.SelectMany(id => RunCheck.Faults(store, id)).ToList();
        if (faults.Count > 0)
        {
            throw new ReproducibleException(string.Join('\n', faults), "Nothing was executed. `dotnet cake --target=Doctor` checks the whole store.");
        }

        var byCode = ids.Select(id => (Id: id, Code: CommitCode.Of(store.FindReceipt(id)!, store, settings.Root, commit))).GroupBy(run => (run.Code.Commit, run.Code.Patch)).ToList();
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var runsAgain = new List<VerifiedRun>();
        foreach (var runs in byCode)
        {
            foreach (var lack in runs.Select(run => run.Code.Lacks).Where(lack => lack.Length > 0).Distinct())
            {
                Console.WriteLine(lack);
                settings.Json.Warn(lack);
            }

            runsAgain.AddRange(await DoAsync(settings, store, runs.Key.Commit, runs.Key.Patch, [.. runs.Select(run => run.Id)], stop.Token).ConfigureAwait(false));
        }

        settings.Json.Add("verify", () => VerifySection.Of(runsAgain));
        var failed = runsAgain.Where(run => !run.Confirmed).Select(run => run.Id).ToList();
        if (failed.Count > 0)
        {
            throw new ReproducibleException($"Not confirmed with the code of that commit: {string.Join(", ", failed)}.", "What differs, and why, stands above.");
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static async Task<IReadOnlyList<VerifiedRun>> DoAsync(BuildSettings settings, RunStore store, string commit, string? patch, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        using var tree = CommitTree.Add(settings.Root, commit);
        if (patch is not null)
        {
            tree.Apply(store.Objects.PathOf(patch));
        }

        Console.WriteLine($"Commit {commit}{(patch is null ? "" : " with its recorded changes")}, built in {tree.Folder}; that takes a minute or more.");
        if (!File.Exists(Path.Combine(tree.Folder, "build.sh")))
        {
            throw new ReproducibleException($"Commit {commit} has no build.sh.", "Name a commit that has one.");
        }

        // Any call builds what is not built.
        if (await Command.RunAsync(tree.Folder, "bash", ["build.sh", "--version"], cancel).ConfigureAwait(false) != 0)
        {
            throw new ReproducibleException($"Commit {commit} does not build here.", "What failed stands above; no run was executed.");
        }

        var done = new List<VerifiedRun>();
        foreach (var id in ids)
        {
            done.Add(await DoAsync(settings, tree.Folder, id, cancel).ConfigureAwait(false) with { Id = id, Commit = commit });
        }

        return done;
    }

    // What the code of that commit says, as far as it can say it in a document.
    private static async Task<VerifiedRun> DoAsync(BuildSettings settings, string tree, string id, CancellationToken cancel)
    {
        var says = settings.Json.IsAsked && File.Exists(Path.Combine(tree, "build", "Documents", $"{nameof(VerifySection)}.cs"));
        string[] call = ["build.sh", "--target=Verify", .. Arguments(settings, id), .. says ? ["--json"] : Array.Empty<string>()];
        var (exitCode, output) = says
            ? await Command.ReadAsync(tree, "bash", call, cancel).ConfigureAwait(false)
            : (await Command.RunAsync(tree, "bash", call, cancel).ConfigureAwait(false), "");
        var confirmed = exitCode == 0;

        return JsonDocument.Find<VerifySection>(output, "verify") is { Runs: [var run, ..] }
            ? run with { Confirmed = confirmed }
            : new(id, Verdict: null, confirmed, confirmed ? null : $"The call at that commit ended with {exitCode}; what it printed says why.");
    }

    // What this call was told of where and how to execute, the other one is told too.
    private static IEnumerable<string> Arguments(BuildSettings settings, string id)
    {
        var lab = settings.Lab;
        yield return settings.ExportedZip is { } zip ? $"--export={zip}" : $"--run={id}";
        yield return $"--results={lab.Results}";
        foreach (var (name, value) in new[] { ("data", lab.Data), ("device", lab.Device), ("threads", lab.Threads.ToString(CultureInfo.InvariantCulture)), ("portable", (lab.InstructionSet == Execution.InstructionSet.Portable).ToString()) })
        {
            if (settings.Named.Contains(name))
            {
                yield return $"--{name}={value}";
            }
        }
    }
}
