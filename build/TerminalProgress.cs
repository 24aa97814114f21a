using Reproducible.Execution;
using Reproducible.Runs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Reproducible.Build;

/// <summary>For a terminal: a table of the runs in hand, drawn again in place and gone when they are done.</summary>
internal sealed class TerminalProgress : ProgressDisplay
{
    private const string ShowCursor = "\u001b[?25h"; // DECTCEM.

    // What is typed is echoed behind the last line, and must not begin another: ^C.
    private const int EchoWidth = 3;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private readonly IAnsiConsole console = Terminal.Open();

    /// <inheritdoc/>
    public override IDisposable Show(Lab lab) => new Drawing(console, () => lab.Status is { } status ? RunningTable.Of(status, console.Profile.Width - EchoWidth) : Text.Empty);

    /// <inheritdoc/>
    public override void Ended(RunRecord run, LabStatus status)
    {
        if (run.Receipt.Status != RunStatus.Finished)
        {
            Warned(Line(run, status));
        }
    }

    /// <inheritdoc/>
    /// <remarks>Written above the table, which is drawn again below.</remarks>
    public override void Warned(string problem) => console.Write(new Notice(problem));

    /// <inheritdoc/>
    public override void Abandon() => Console.Out.Write(ShowCursor);

    private sealed class Drawing : IDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly Task drawn;

        public Drawing(IAnsiConsole console, Func<IRenderable> picture) =>
            drawn = Task.Run(() => console.Live(picture()).AutoClear(true).StartAsync(async live =>
            {
                while (!stop.IsCancellationRequested)
                {
                    live.UpdateTarget(picture());
                    await Task.Delay(Pace, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }));

        public void Dispose()
        {
            stop.Cancel();
            drawn.GetAwaiter().GetResult();
            stop.Dispose();
        }
    }
}
