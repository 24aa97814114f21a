using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Claims;

/// <summary>What a call costs that has nothing to do.</summary>
internal sealed class Unchanged : IClaim
{
    private const string Empty = "Task(\"Empty\");\nRunTarget(\"Empty\");\n";

    /// <inheritdoc/>
    public string Name => "unchanged";

    /// <inheritdoc/>
    public string Says => "`dotnet cake --target=Experiments` when all 51 runs are stored, in all; tables and report are written again";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancel)
    {
        var results = bench.ExperimentsDone ?? bench.NewFolder();
        if (bench.ExperimentsDone is null)
        {
            await Call.RunAsync(CardExperiment.Experiments(bench, results), cancel).ConfigureAwait(false);
            bench.ExperimentsDone = results;
        }

        var empty = EmptyScript(bench);
        var seconds = await bench.InTurnAsync(
            7,
            [
                // One reused experiment in fifty is spot-checked, that is a run of it executed again; here none is.
                async () => (await Call.RunAsync(CardExperiment.Experiments(bench, results, "--spot-check=0"), cancel).ConfigureAwait(false)).Seconds,
                async () => (await Call.RunAsync(new(Bench.DotNet, ["cake"]) { WorkingDirectory = empty }, cancel).ConfigureAwait(false)).Seconds,
            ],
            cancel,
            warmUps: 2).ConfigureAwait(false);

        return
        [
            new("seconds in all", seconds[0], Goal.AtMost(2))
            {
                Figures = [new("Experiments, unchanged", "s", seconds[0]), new("Cake with a target that does nothing", "s", seconds[1])],
                Notes = ["Cake's own start is that of a script with one empty target, compiled before as ours is."],
            },
            new("seconds beyond Cake's own start", new([.. seconds[0].Values.Zip(seconds[1].Values, (all, cake) => all - cake)])),
        ];
    }

    /// <summary>A folder whose script has one target, with the settings of the repository's.</summary>
    private static string EmptyScript(Bench bench)
    {
        var folder = Directory.CreateDirectory(bench.NewFolder()).FullName;
        foreach (var file in new[] { "cake.config", ".config/dotnet-tools.json" })
        {
            var copy = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(bench.Settings.Root, file), copy);
        }

        File.WriteAllText(Path.Combine(folder, "build.cake"), Empty);

        return folder;
    }
}
