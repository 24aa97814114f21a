using Reproducible.Build.Documents;
using Reproducible.Frosting;
using Reproducible.Store;
using Reproducible.Verification;

namespace Reproducible.Build.Tasks;

/// <summary>Why do two runs differ? Executes nothing.</summary>
[TaskDescription("Holds two runs side by side: --runs=ID,ID; settings, causes, first step that differs, metrics.")]
public sealed class Compare : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var store = new RunStore(context.Settings.Lab.Store);
        if (context.Settings.Runs is not { Count: 2 } names)
        {
            throw new ReproducibleException($"--runs names {context.Settings.Runs.Count} runs; two are compared.", "Write --runs=ID,ID; the start of an id is enough.");
        }

        var runs = names.Select(name => StoredRuns.Find(store, name)).ToList();
        Console.WriteLine($"{"",-32} {runs[0].Id,-24} {runs[1].Id}");
        foreach (var name in runs[0].Settings.Keys.Union(runs[1].Settings.Keys))
        {
            var (one, other) = (runs[0].Settings.GetValueOrDefault(name, ""), runs[1].Settings.GetValueOrDefault(name, ""));
            Console.WriteLine($"{(one == other ? " " : "*")} {name,-30} {one,-24} {other}".TrimEnd());
        }

        var comparison = RunComparison.Of(
            runs[0], store.FolderOf(runs[0].Id), runs[1], store.FolderOf(runs[1].Id), Reexecution.DifferencesIn(store));
        context.Settings.Json.Add("compare", () => CompareSection.Of(comparison));
        foreach (var line in ComparisonText.Lines(comparison))
        {
            Console.WriteLine(line);
        }
    }
}
