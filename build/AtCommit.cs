using System.Diagnostics;
using Reproducible.Store;

namespace Reproducible.Build;

/// <summary>Verifies runs with the code of another commit, in a working tree of its own that is removed afterwards.</summary>
internal static class AtCommit
{
    /// <summary>Builds that commit, with the changes a receipt recorded on top of it, and has it verify each run against this store.</summary>
    /// <param name="commit">A commit; <c>recorded</c>: the one that each run's receipt names.</param>
    /// <exception cref="ReproducibleException">There is no such commit, it cannot be built, or a run is not confirmed.</exception>
    public static async Task VerifyAsync(BuildSettings settings, RunStore store, IReadOnlyList<string> ids, string commit)
    {
        var failed = new List<string>();
        foreach (var group in ids.Select(id => store.FindReceipt(id)!).GroupBy(run => (Commit: commit == "recorded" ? run.Environment["commit"] : commit, run.Patch)))
        {
            var tree = Path.Combine(Path.GetTempPath(), $"reproducible-{Guid.NewGuid():N}");
            try
            {
                await GitAsync(settings.Root, "worktree", "add", "--detach", tree, group.Key.Commit).ConfigureAwait(false);
                await PatchAsync(store, tree, group.Key.Patch).ConfigureAwait(false);
                foreach (var run in group)
                {
                    var arguments = new[] { "build.sh", "--target=Verify", $"--run={run.Id}", $"--results={settings.Lab.Results}" }.Concat(settings.Lab.Data is { } data ? [$"--data={data}"] : []);
                    if (await RunAsync(tree, "bash", [.. arguments]).ConfigureAwait(false) != 0)
                    {
                        failed.Add(run.Id);
                    }
                }
            }
            finally
            {
                await RunAsync(settings.Root, "git", "worktree", "remove", "--force", tree).ConfigureAwait(false);
            }
        }

        if (failed.Count > 0)
        {
            throw new ReproducibleException($"Not confirmed with the code of that commit: {string.Join(", ", failed)}.", "What differs, and why, stands above.");
        }
    }

    private static async Task PatchAsync(RunStore store, string tree, string? patch)
    {
        if (patch is null)
        {
            return;
        }

        if (store.Objects.Find(patch) is not { } bytes)
        {
            throw new ReproducibleException($"The receipt names uncommitted changes {patch[..12]}…, which are not in '{store.Folder}'.", "Without them the code of its time cannot be had.");
        }

        if (bytes.Length > 0)
        {
            await GitAsync(tree, "apply", "--whitespace=nowarn", store.Objects.PathOf(patch)).ConfigureAwait(false);
        }
    }

    private static async Task GitAsync(string folder, params string[] arguments)
    {
        if (await RunAsync(folder, "git", arguments).ConfigureAwait(false) != 0)
        {
            throw new ReproducibleException($"`git {string.Join(' ', arguments)}` failed.", "What git says stands above.");
        }
    }

    private static async Task<int> RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder })!;
        await process.WaitForExitAsync().ConfigureAwait(false);

        return process.ExitCode;
    }
}
