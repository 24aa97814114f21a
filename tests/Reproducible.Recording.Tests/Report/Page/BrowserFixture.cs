using System.Diagnostics;
using System.Text.Json;
using Reproducible.Recording.Report;
using Reproducible.Strategies;

namespace Reproducible.Recording.Tests.Report.Page;

/// <summary>A report opened in a headless Chromium, once for all tests of the class.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Browsers = ["chromium", "chromium-browser", "google-chrome"];
    private readonly TempFolder folder = new();
    private JsonDocument? seen;

    /// <summary>Why there is no browser; null where there is one.</summary>
    public string? Absent { get; private set; }

    /// <summary>What the browser saw.</summary>
    public JsonElement Seen => seen!.RootElement;

    /// <summary>Absolute path of the page.</summary>
    public string PagePath { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        PagePath = WritePage(folder.Path);
        var browser = Browsers.Select(OnPath).FirstOrDefault(path => path is not null);
        Absent = browser is null ? $"No browser on the PATH: {string.Join(", ", Browsers)}. ./build.sh --target=Test installs Debian's chromium where it may."
            : OnPath("npm") is null ? "npm is not on the PATH, and brings the browser's driver. ./build.sh --target=Test installs it where it may."
            : await BringDriverAsync().ConfigureAwait(false);
        if (Absent is null)
        {
            seen = JsonDocument.Parse(await OutputOfAsync("node", "look.js", browser!, PagePath).ConfigureAwait(false));
        }
    }

    public ValueTask DisposeAsync()
    {
        seen?.Dispose();
        folder.Dispose();

        return ValueTask.CompletedTask;
    }

    /// <summary>A comparison of four strategies, one of seven over numbers of labels, a source alone; one run failed, with a text that looks like markup.</summary>
    private static string WritePage(string results)
    {
        var scratch = ReportSample.Runs(new FromScratch(), [0.80, 0.82, 0.84, 0.83, 0.80], results: results, epochs: 30);
        var better = ReportSample.Runs(new Tune(), [0.90, 0.94, 0.98, 0.93, 0.91], results: results, epochs: 30);
        var worse = ReportSample.Runs(new Tune { Note = "a strategy of many settings and a long name,EvenLongerWhereNoBlankStandsAsInAListOfLayers[1,2,3,4,5]" }, [0.70, 0.70, 0.70, 0.70, 0.70], results: results, epochs: 30);
        var failed = ReportSample.Run(new Tune { Note = "fails" }, 1, 0, results: results, error: "</script><b>loss is not finite</b>");
        var source = ReportSample.Runs(new FromScratch(), [0.9], labels: 500, results: results);

        return HtmlReport.Write(
            results,
            [
                ReportSample.Experiment("FromScratch", scratch, scratch, "The baseline <of every claim>."),
                ReportSample.Experiment("Better", better, scratch),
                ReportSample.Experiment("Worse", worse, scratch),
                ReportSample.Experiment("Half", [ReportSample.Run(new Tune { Note = "fails" }, 0, 0.85, results: results), failed], scratch, missing: 2),
                ReportSample.Grid(results, strategies: 7, labels: [20, 60, 200]),
                ReportSample.Experiment("Source", source, source),
            ],
            [new("MLflow at http://127.0.0.1:5000", 3)]);
    }

    /// <returns>Why it cannot be had; null when it is there.</returns>
    private async Task<string?> BringDriverAsync()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Checkout.Root(), "tests/Reproducible.Recording.Tests/Report/Page/Browser")))
        {
            File.Copy(file, folder[Path.GetFileName(file)]);
        }

        try
        {
            await OutputOfAsync("npm", "ci", "--prefer-offline", "--loglevel=error").ConfigureAwait(false);

            return null;
        }
        catch (InvalidOperationException fault)
        {
            return $"The browser's driver cannot be had: {fault.Message}";
        }
    }

    private async Task<string> OutputOfAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().ConfigureAwait(false);

        return process.ExitCode == 0 ? await output.ConfigureAwait(false)
            : throw new InvalidOperationException($"`{program} {string.Join(' ', arguments)}` ended with exit code {process.ExitCode}: {await errors.ConfigureAwait(false)}");
    }

    private static string? OnPath(string program) => (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(place => Path.Combine(place, program)).FirstOrDefault(File.Exists);
}
