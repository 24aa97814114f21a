using System.Diagnostics;
using System.Globalization;
using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Strategies;
using Reproducible.Verification;

namespace Reproducible.Benchmarks.Stores;

/// <summary>What does a plan take where the store holds many runs? Two stores: one after many changes of code, one of an experiment with very many seeds.</summary>
internal static class StoreScale
{
    private static readonly Experiment Source = new()
    {
        Backbones = [new SmallCnn(16)],
        Datasets = [new FashionMnist { Classes = [1, 3, 4, 5, 6, 7, 8, 9] }],
        Strategies = [new FromScratch()],
        Seeds = [0],
    };

    private static readonly Experiment Asked = new()
    {
        Backbones = [new SmallCnn(16)],
        Datasets = [new FashionMnist { Classes = [0, 2], LabelsPerClass = 100 }],
        Strategies = [new FromScratch(), new FullFineTune(), new FeatureExtraction(), new PartialFreeze(2), new MultiTaskHeads(["class", "group"], new Uncertainty())],
        Seeds = [.. Enumerable.Range(0, 30)],
        Source = Source,
    };

    /// <param name="arguments"><c>write FOLDER COUNT</c>, then, in a process of its own as a call has, <c>measure FOLDER</c>.</param>
    public static void Do(string[] arguments)
    {
        switch (arguments)
        {
            case ["write", var folder, var count]:
                Write(Path.GetFullPath(folder), int.Parse(count, CultureInfo.InvariantCulture));
                break;
            case ["measure", var folder]:
                Measure(Path.GetFullPath(folder));
                break;
            default:
                Console.Error.WriteLine("store write FOLDER COUNT | store measure FOLDER");
                break;
        }
    }

    private static LabOptions Versions(string folder) => new() { Results = Path.Combine(folder, "versions") };

    private static LabOptions Wide(string folder) => new() { Results = Path.Combine(folder, "wide") };

    private static Experiment Seeds(int count) => Asked with { Strategies = [new FromScratch()], Source = null, Seeds = [.. Enumerable.Range(0, count)] };

    private static void Write(string folder, int count)
    {
        var watch = Stopwatch.StartNew();
        var plan = Plan.Of([new("Asked", "", Asked)], Versions(folder)).Runs;
        var versions = new SyntheticRuns(Versions(folder));
        Parallel.For(0, count, run => versions.Write(plan[run % plan.Count], version: run / plan.Count));
        var wide = new SyntheticRuns(Wide(folder));
        Parallel.ForEach(Plan.Of([new("Seeds", "", Seeds(count))], Wide(folder)).Runs, run => wide.Write(run, version: 0));
        Console.WriteLine($"2 × {count} runs written in {watch.Elapsed.TotalSeconds:0} s");
    }

    private static void Measure(string folder)
    {
        var (versions, wide) = (new RunStore(Versions(folder).Store), new RunStore(Wide(folder).Store));
        var count = wide.Ids.Count;
        Console.WriteLine($"{versions.Ids.Count} and {count} runs, receipts of {new FileInfo(Path.Combine(wide.FolderOf(wide.Ids[0]), ReceiptFile.Name)).Length} bytes, on {Environment.ProcessorCount} cores");

        // The first stands for a call: nothing is compiled yet.
        Time("plan of 151, another thread count: no receipt fits, all are looked through", () => Planned(Plan.Of([new("Asked", "", Asked)], Versions(folder) with { Threads = 2 }), reused: 0));
        Time("plan of 151, all stored", () => Planned(Plan.Of([new("Asked", "", Asked)], Versions(folder)), reused: 151));
        Time($"plan of {count}, all stored", () => Planned(Plan.Of([new("Seeds", "", Seeds(count))], Wide(folder)), reused: count));
        Time($"plan of {count}, another thread count", () => Planned(Plan.Of([new("Seeds", "", Seeds(count))], Wide(folder) with { Threads = 2 }), reused: 0));
        var planned = Plan.Of([new("Asked", "", Asked)], Versions(folder)).Runs;
        Time("garbage", () => $"{new StoreGarbage(versions, planned).Find().Count} found");
        Time("doctor's look at all receipts and files", () => StoreChecks.Of(versions).First(finding => finding.Check == "receipts").Found);
    }

    private static string Planned(Plan plan, int reused) => plan.Runs.Count(run => run.Stored is not null) is var found && found == reused
        ? $"{found} of {plan.Runs.Count} reused; {plan.Runs[^1].Reason}"
        : throw new InvalidOperationException($"{found} runs are reused; expected {reused}: {plan.Runs[^1].Reason}");

    private static void Time(string what, Func<string> act)
    {
        var (first, said) = Timed(act);
        var (again, _) = Timed(act);
        Console.WriteLine($"{first}, again {again}  {what} ({said})");
    }

    private static (string Time, string Said) Timed(Func<string> act)
    {
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var said = act();

        return (string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds,5:0.00} s ({(Environment.CpuUsage.TotalTime - before).TotalSeconds:0.00} s of processors)"), said);
    }
}
