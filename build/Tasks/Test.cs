using Reproducible.Frosting;

namespace Reproducible.Build.Tasks;

/// <summary>All test projects, one after another: each may keep both cores busy.</summary>
[TaskDescription("Runs all tests; the last line counts them.")]
public sealed class Test : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var results = Path.Combine(context.Settings.Root, "artifacts", "tests");
        if (Directory.Exists(results))
        {
            Directory.Delete(results, recursive: true);
        }

        var exitCode = await Command.RunAsync(
            context.Settings.Root,
            Command.DotNet,
            ["test", "Reproducible.sln", "--configuration", "Release", "--no-build", "-maxcpucount:1", "--logger", "trx", "--results-directory", results]).ConfigureAwait(false);
        var report = TestReport.Read(results);
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(results).FullName, "summary.txt"), $"{report.Line}\n");
        foreach (var (name, reason) in report.Skipped)
        {
            Console.WriteLine($"skipped: {name}: {reason}");
        }

        foreach (var (name, message) in report.Failed)
        {
            Console.WriteLine($"failed: {name}: {message}");
        }

        Console.WriteLine(report.Line);
        if (exitCode != 0 || report.Failed.Count > 0)
        {
            throw new ReproducibleException($"`dotnet test` ended with exit code {exitCode}; {report.Line}.", "What failed, and why, stands above.");
        }

        if (report.Passed == 0)
        {
            throw new ReproducibleException("No test ran.", "Run ./build.sh --target=Test, which builds them first.");
        }
    }
}
