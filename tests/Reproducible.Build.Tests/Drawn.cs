using Spectre.Console;

namespace Reproducible.Build.Tests;

/// <summary>What a console without colours shows.</summary>
internal static class Drawn
{
    public static List<string> Lines(int width, Action<IAnsiConsole> draw)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = width;
        draw(console);

        return [.. output.ToString().Split('\n').Select(line => line.TrimEnd())];
    }
}
