using Reproducible.Benchmarks.Claims;
using Reproducible.Benchmarks.Measuring;
using Reproducible.Benchmarks.Reports;

namespace Reproducible.Benchmarks;

/// <summary>Measures claims one after another, tells how far it is, and writes the report.</summary>
internal static class ClaimsRun
{
    private const int Stopped = 130; // 128 and SIGINT, as shells have it.

    /// <param name="filter">Which claims; null: all, and the report is results/benchmarks. Else, and when quick, it is artifacts/benchmarks/report.</param>
    /// <param name="untilInputEnds">Whether the end of standard input stops the call.</param>
    /// <returns>The exit code: 0 all measured, met or missed; 1 something is missing or failed, and the rest is reported; 2 wrong arguments; 130 stopped.</returns>
    public static async Task<int> RunAsync(BenchSettings settings, string? filter, bool untilInputEnds, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        if (untilInputEnds)
        {
            StopWithInput(stop);
        }

        try
        {
            var claims = ClaimCatalog.Chosen(filter);
            var outcomes = await MeasureAsync(settings, claims, Folder(settings, filter), stop.Token).ConfigureAwait(false);

            return outcomes.Any(outcome => outcome.Failed) ? 1 : 0;
        }
        catch (ReproducibleException fault)
        {
            Console.Error.WriteLine(fault.Message);
            return 2;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped; no report was written.");
            return Stopped;
        }
    }

    /// <summary>A report is committed only when it is of one whole call.</summary>
    internal static string Folder(BenchSettings settings, string? filter) => filter is null && !settings.Quick
        ? Path.Combine(settings.Root, "results", "benchmarks")
        : Path.Combine(settings.Root, "artifacts", "benchmarks", "report");

    private static async Task<IReadOnlyList<Outcome>> MeasureAsync(BenchSettings settings, IReadOnlyList<IClaim> claims, string folder, CancellationToken cancel)
    {
        var started = DateTimeOffset.UtcNow;
        var python = await Python.FindAsync(cancel, "torch", "numpy").ConfigureAwait(false);
        using var bench = new Bench(settings, python, line => Console.WriteLine($"  {line}"));
        var machine = await Machine.ReadAsync(bench, python, cancel).ConfigureAwait(false);
        if (machine.Load > Machine.Busy)
        {
            Console.WriteLine($"The machine is busy: a load of {Numbers.Text(machine.Load)}. Figures will not count.");
        }

        if (machine.Engines is { } engines)
        {
            Console.WriteLine(engines);
        }

        var outcomes = new List<Outcome>();
        foreach (var claim in claims)
        {
            Console.WriteLine($"{claim.Name} ({outcomes.Count + 1} of {claims.Count})");
            outcomes.Add(await Outcome.OfAsync(claim, bench, cancel).ConfigureAwait(false));
            Console.WriteLine($"  {Line(outcomes[^1])}");
        }

        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "README.md"), ReportText.Of(machine, outcomes, started, settings.Quick), cancel).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(folder, "benchmarks.csv"), ValuesTable.Of(outcomes), cancel).ConfigureAwait(false);
        Console.WriteLine($"The report is {Path.Combine(folder, "README.md")}.");

        return outcomes;
    }

    private static string Line(Outcome outcome) => outcome.NotMeasured is { } reason
        ? $"{(outcome.Failed ? "FAILED" : "not measured")}: {reason}"
        : $"{outcome.Findings[0].What}: {Numbers.Text(outcome.Findings[0].Value.Median)}, goal {outcome.Findings[0].Goal?.ToString() ?? "none"}, {outcome.Seconds:0} s";

    private static void StopWithInput(CancellationTokenSource stop) => new Thread(() =>
    {
        while (Console.In.Read() >= 0)
        {
            // What is written there is nothing to us, only its end.
        }

        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call ended first.
        }
    })
    { IsBackground = true, Name = "input" }.Start();
}
