using System.Security.Cryptography;
using Reproducible.Build.Documents;
using Reproducible.Frosting;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Verification;

namespace Reproducible.Build.Tasks;

/// <summary>Are the numbers still what was recorded? Executes stored runs again and compares.</summary>
[TaskDescription("Executes a run again and compares: --run=ID, --sample=N, --all or --export=ZIP; --at-commit=HASH.")]
public sealed class Verify : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        if (context.Settings.ExportedZip is { } zip)
        {
            var unpacked = Path.Combine(Path.GetTempPath(), $"reproducible-{Guid.NewGuid():N}");
            try
            {
                await VerifyAsync(context, new(unpacked), [RunImport.Open(zip, unpacked).Id]).ConfigureAwait(false);
            }
            finally
            {
                if (Directory.Exists(unpacked))
                {
                    Directory.Delete(unpacked, recursive: true);
                }
            }

            return;
        }

        var store = new RunStore(context.Settings.Lab.Store);
        await VerifyAsync(context, store, Chosen(context.Settings, store)).ConfigureAwait(false);
    }

    private static async Task VerifyAsync(BuildContext context, RunStore store, IReadOnlyList<string> chosen)
    {
        if (context.Settings.AtCommit is { } commit)
        {
            await AtCommit.VerifyAsync(context.Settings, store, chosen, commit).ConfigureAwait(false);
            return;
        }

        var checkedRuns = new List<Rechecked>();
        var recheck = new Recheck(context.Settings, context.Experiments);
        foreach (var id in chosen)
        {
            checkedRuns.Add(await recheck.DoAsync(store, id).ConfigureAwait(false));
        }

        context.Settings.Json.Add("verify", () => VerifySection.Of(checkedRuns));
        var wrong = checkedRuns.Where(run => !run.IsConfirmed).Select(run => run.Id).ToList();
        Console.WriteLine($"{checkedRuns.Count} runs: {checkedRuns.Count(run => run.Sameness == Sameness.Identical)} identical bit for bit, "
            + $"{checkedRuns.Count(run => run.Sameness == Sameness.WithinTolerance)} within tolerance, {wrong.Count} different or not to be checked");
        if (wrong.Count > 0)
        {
            throw new ReproducibleException($"Not confirmed: {string.Join(", ", wrong)}.", "What differs, and why, stands above.");
        }
    }

    // The files of a finished run are hashed when its turn comes.
    private static bool IsToVerify(RunStore store, string id)
    {
        try
        {
            return store.FindReceipt(id) is { Status: RunStatus.Finished } || RunCheck.Faults(store, id).Count > 0;
        }
        catch (ReproducibleException)
        {
            return true;
        }
    }

    private static string[] Chosen(BuildSettings settings, RunStore store)
    {
        if (settings.Run is { } run)
        {
            return [StoredRuns.Find(store, run).Id];
        }

        var finished = store.Ids.Where(id => IsToVerify(store, id)).ToArray();
        if (settings.All)
        {
            return finished;
        }

        if (settings.Sample is { } sample)
        {
            RandomNumberGenerator.Shuffle(finished.AsSpan());
            return finished[..Math.Min(sample, finished.Length)];
        }

        throw new ReproducibleException("Nothing says which runs to verify.", "Write --run=ID, --sample=5, --all or --export=ZIP.");
    }
}
