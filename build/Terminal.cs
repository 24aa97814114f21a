using Spectre.Console;

namespace Reproducible.Build;

/// <summary>What the standard output leads to.</summary>
internal static class Terminal
{
    private const int UnknownWidth = 80; // Also what a pipe or a file gets.

    /// <summary>Whether it is a terminal at which somebody sits and on which lines can be drawn again: no pipe, no build machine, not TERM=dumb.</summary>
    public static bool CanDraw { get; } = !Console.IsOutputRedirected && !IsSet("CI") && Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";

    /// <summary>Columns now. A terminal that does not say has 80.</summary>
    public static int Width => KnownWidth ?? UnknownWidth;

    private static int? KnownWidth => !Console.IsOutputRedirected && Console.WindowWidth is > 0 and var columns ? columns : null;

    /// <summary>A console on the standard output. Colours are Spectre.Console's choice, which heeds NO_COLOR.</summary>
    public static IAnsiConsole Open()
    {
        var console = AnsiConsole.Create(new()
        {
            Ansi = CanDraw ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = CanDraw ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = CanDraw ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(Console.Out),
        });

        // A width that is set stays; one that is not follows the window.
        if (KnownWidth is null)
        {
            console.Profile.Width = UnknownWidth;
        }

        return console;
    }

    // The convention of build machines: any value but "false" and "0".
    private static bool IsSet(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value && value is not ("0" or "false" or "False");
}
