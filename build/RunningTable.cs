using System.Globalization;
using Reproducible.Execution;
using Reproducible.Runs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Reproducible.Build;

/// <summary>What a lab's runs are doing at one moment: a line on all of them, and a line a running run.</summary>
internal static class RunningTable
{
    private const int NameLeast = 12;

    /// <param name="width">Columns of the terminal.</param>
    public static IRenderable Of(LabStatus status, int width)
    {
        var table = new FittingTable(
        [
            new("Running", Rank: 0, IsText: true, Gap: 1),
            new("Seed", Rank: 1, Gap: 1),
            new("Epoch", Rank: 0, Gap: 1),
            new("Loss", Rank: 4, Gap: 1),
            new("Acc. %", Rank: 2, Gap: 1),
            new("Images/s", Rank: 5, Gap: 1),
            new("Left", Rank: 3),
        ]);
        foreach (var run in status.Running.OrderByDescending(run => run.Elapsed))
        {
            table.Add(
                Label(run.Run),
                Text($"{run.Run.Spec.Seed}"),
                run.Progress is { } progress ? Text($"{progress.Epoch}/{progress.Epochs}") : "",
                run.Progress?.Loss is { } loss ? Text($"{loss:0.0000}") : "",
                run.Progress?.Accuracy is { } accuracy ? Text($"{accuracy * 100:0.00}") : "",
                run.ImagesPerSecond is { } rate ? Text($"{rate:#,0}") : "",
                run.Left is { } left ? Duration(left) : "");
        }

        var head = new Text(FittingTable.Cut(Head(status), width));

        return status.Running.Count == 0 ? head : new Rows(head, table.Fit(width, NameLeast, wraps: false));
    }

    /// <summary><c>7/11 runs · 1 failed · about 2 min left</c>.</summary>
    internal static string Head(LabStatus status) => string.Join(" · ", new[]
    {
        Text($"{status.Finished + status.Failed}/{status.Total} runs"),
        status.Failed > 0 ? Text($"{status.Failed} failed") : "",
        status.Left is { } left ? $"about {Duration(left)} left" : "",
    }.Where(part => part.Length > 0));

    /// <summary><c>45 s</c>, <c>12 min</c>, <c>3.5 h</c>; rounded up, so that it is never over early.</summary>
    internal static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: <= 59 } => Text($"{Math.Ceiling(time.TotalSeconds)} s"),
        { TotalMinutes: <= 99 } => Text($"{Math.Ceiling(time.TotalMinutes)} min"),
        _ => Text($"{Math.Ceiling(time.TotalHours * 10) / 10:0.0} h"),
    };

    private static string Label(PlannedRun run)
    {
        var strategy = run.Spec.Strategy.Name;
        var labels = run.Spec.Dataset.LabelsPerClass is { } each ? Text($" {each}/class") : "";

        return run.Experiments.Contains(strategy) ? strategy : $"{run.Experiments[0]} {strategy}{labels}";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
