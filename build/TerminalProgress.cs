using Reproducible.Execution;
using Reproducible.Runs;

namespace Reproducible.Build;

/// <summary>For a terminal: one line, drawn again in place.</summary>
internal sealed class TerminalProgress : ProgressDisplay
{
    private const string ToLineStart = "\r\u001b[2K"; // ECMA-48: carriage return, erase in line.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private readonly Lock gate = new();
    private bool shown;

    /// <inheritdoc/>
    public override IDisposable Show(Lab lab)
    {
        shown = true;

        return new Drawing(this, lab);
    }

    /// <inheritdoc/>
    public override void Ended(RunRecord run, LabStatus status)
    {
        if (run.Receipt.Status != RunStatus.Finished)
        {
            Warned(Line(run, status));
        }
    }

    /// <inheritdoc/>
    public override void Warned(string problem)
    {
        lock (gate)
        {
            Console.WriteLine($"{(shown ? ToLineStart : "")}{problem}");
        }
    }

    private static string Text(LabStatus status)
    {
        var running = status.Running.Select(run => $"{Label(run.Run)} seed {run.Run.Spec.Seed}{Epoch(run.Progress)}");
        var left = status.Left is { } time ? $"about {Duration(time)} left" : "";

        return string.Join(" · ", new[] { $"{Count(status)} runs", left, string.Join(", ", running) }.Where(part => part.Length > 0));
    }

    private static string Label(PlannedRun run) =>
        run.Experiments[0] == run.Spec.Strategy.Name ? run.Spec.Strategy.Name : $"{run.Experiments[0]} {run.Spec.Strategy.Name}";

    private static string Epoch(RunProgress? progress) => progress is null ? "" : $" {progress.Epoch}/{progress.Epochs}";

    private static string Duration(TimeSpan time) => time.TotalMinutes < 1 ? $"{Math.Ceiling(time.TotalSeconds)} s" : $"{Math.Ceiling(time.TotalMinutes)} min";

    private void Draw(Lab lab)
    {
        lock (gate)
        {
            if (shown && lab.Status is { } status)
            {
                var text = Text(status);
                // One column stays free, so that the terminal does not wrap; 0 columns is a terminal that does not know.
                var width = Console.WindowWidth is > 1 and var columns ? columns - 1 : 79;
                Console.Write($"{ToLineStart}{(text.Length > width ? text[..width] : text)}");
            }
        }
    }

    private void Hide()
    {
        lock (gate)
        {
            shown = false;
            Console.Write(ToLineStart);
        }
    }

    private sealed class Drawing : IDisposable
    {
        private readonly TerminalProgress display;
        private readonly Timer timer;

        public Drawing(TerminalProgress display, Lab lab) =>
            (this.display, timer) = (display, new(_ => display.Draw(lab), null, TimeSpan.Zero, Pace));

        public void Dispose()
        {
            timer.Dispose();
            display.Hide();
        }
    }
}
