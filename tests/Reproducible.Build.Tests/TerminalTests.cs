using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Reproducible.Build.Tests;

/// <summary>At a pseudo-terminal, which util-linux's <c>script</c> makes.</summary>
public sealed partial class TerminalTests : IAsyncLifetime
{
    private const string HideCursor = "\u001b[?25l";
    private const string ShowCursor = "\u001b[?25h";

    private CakeFolder cake = null!;

    public async ValueTask InitializeAsync() => cake = await CakeFolder.MakeAsync();

    [Fact]
    public async Task Draws_a_table_within_a_narrow_window_and_leaves_it_clean_at_ctrl_c()
    {
        using var terminal = Open(columns: 40, ["TERM=xterm-256color", "NO_COLOR=1"], "--target=FromScratch", "--epochs=10000", "--workers=1");
        var shown = "";
        var buffer = new char[4096];
        while (!EpochsDone().IsMatch(Lines(shown)))
        {
            var count = await terminal.StandardOutput.ReadAsync(buffer, TestContext.Current.CancellationToken);
            Assert.NotEqual(0, count);
            shown += new string(buffer, 0, count);
        }

        await terminal.StandardInput.WriteAsync("\u0003"); // Ctrl-C.
        await terminal.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        shown += await terminal.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await terminal.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(128 + 2, terminal.ExitCode);
        Assert.Contains("Running     Seed ", shown, StringComparison.Ordinal);
        Assert.True(shown.LastIndexOf(ShowCursor, StringComparison.Ordinal) > shown.LastIndexOf(HideCursor, StringComparison.Ordinal));
        Assert.Contains("Stopping; finished runs are kept.", Lines(shown), StringComparison.Ordinal);
        // What Cake prints, before and after, is Cake's: it wraps, and has colours.
        var table = shown[shown.IndexOf("Running     Seed ", StringComparison.Ordinal)..shown.IndexOf("Stopping", StringComparison.Ordinal)];
        Assert.All(Lines(table).Split('\n'), line => Assert.True(line.Length <= 40, line));
        Assert.DoesNotMatch(Colour(), table);
    }

    [Fact]
    public async Task A_window_of_80_columns_may_be_narrowed_while_the_table_is_drawn()
    {
        var narrow = cake.Folder.File("narrow");
        using var terminal = Open(columns: 80, "(until [ -e narrow ]; do sleep 0.1; done; stty -F /dev/tty cols 40) &", ["TERM=xterm-256color"], "--target=FromScratch", "--epochs=10000", "--workers=1");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        var shown = "";
        var buffer = new char[4096];
        try
        {
            while (!NarrowHead().IsMatch(Lines(shown)))
            {
                var count = await terminal.StandardOutput.ReadAsync(buffer, patience.Token);
                Assert.NotEqual(0, count);
                shown += new string(buffer, 0, count);
                if (shown.Contains("Images/s", StringComparison.Ordinal))
                {
                    await File.WriteAllTextAsync(narrow, "", patience.Token);
                }
            }
        }
        finally
        {
            await File.WriteAllTextAsync(narrow, "", CancellationToken.None); // Or the shell would wait on.
            await terminal.StandardInput.WriteAsync("\u0003"); // Ctrl-C.
            await terminal.StandardInput.FlushAsync(CancellationToken.None);
            shown += await terminal.StandardOutput.ReadToEndAsync(CancellationToken.None);
            await terminal.WaitForExitAsync(CancellationToken.None);
        }

        var table = Lines(shown)[NarrowHead().Match(Lines(shown)).Index..];
        Assert.All(table[..table.IndexOf("Stopping", StringComparison.Ordinal)].Split('\n'), line => Assert.True(line.Length <= 40, line));
    }

    [Theory]
    [InlineData("TERM=dumb", "CI=")]
    [InlineData("TERM=xterm-256color", "CI=true")]
    public async Task Prints_plain_lines_where_nothing_can_be_drawn_again(params string[] environment)
    {
        using var terminal = Open(columns: 80, environment, "--target=FromScratch", "--epochs=1", "--seeds=1");
        var shown = await terminal.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await terminal.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, terminal.ExitCode);
        Assert.Contains("1/1 FromScratch · FashionMnist", shown, StringComparison.Ordinal);
        Assert.Contains("\nFromScratch", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(HideCursor, shown, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        cake.Dispose();

        return ValueTask.CompletedTask;
    }

    private Process Open(int columns, IReadOnlyList<string> environment, params string[] arguments) => Open(columns, "", environment, arguments);

    /// <param name="meanwhile">A shell's command in the background.</param>
    private Process Open(int columns, string meanwhile, IReadOnlyList<string> environment, params string[] arguments)
    {
        // Who starts this in the background may have SIGINT ignored, which children inherit.
        var command = $"stty cols {columns} rows 24; {meanwhile} exec env --default-signal=INT -u CI -u NO_COLOR {string.Join(' ', environment)} dotnet cake {string.Join(' ', arguments)}";

        return Process.Start(new ProcessStartInfo("script", ["--quiet", "--return", "--flush", "--command", command, "/dev/null"])
        {
            WorkingDirectory = cake.Folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>Without what moves the cursor or colours.</summary>
    private static string Lines(string shown) => Control().Replace(shown, "").Replace("\r", "\n", StringComparison.Ordinal);

    [GeneratedRegex("FromScratch +[0-9]+ +[1-9][0-9]*/10000")]
    private static partial Regex EpochsDone();

    [GeneratedRegex("Acc\\. % +Left")]
    private static partial Regex NarrowHead();

    [GeneratedRegex("\\x1b\\[[?0-9;]*[A-Za-z]")]
    private static partial Regex Control();

    [GeneratedRegex("\\x1b\\[[0-9;]*m")]
    private static partial Regex Colour();
}
