using Reproducible.Build.Documents;
using Reproducible.Frosting;
using Reproducible.Store;

namespace Reproducible.Build.Tasks;

/// <summary>What no plan refers to. A plan is that of all experiments, with the seeds, epochs and device of this call.</summary>
[TaskDescription("Lists what no plan refers to; --yes deletes it.")]
public sealed class Gc : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var lab = context.Settings.Lab;
        var garbage = new StoreGarbage(new RunStore(lab.Store), Runs.Plan.Of(context.Experiments, lab).Runs);
        var found = garbage.Find();
        foreach (var item in found)
        {
            Console.WriteLine($"{Size(item.Bytes),10}  {Path.GetRelativePath(context.Settings.Root, item.Path)}: {item.Reason}");
        }

        var deletable = found.Where(item => item.Deletable).ToList();
        var total = Size(deletable.Sum(item => item.Bytes));
        if (!context.Settings.Yes)
        {
            context.Settings.Json.Add("gc", () => GcSection.Of(found, []));
            Console.WriteLine(deletable.Count == 0 ? "Nothing to delete." : $"In all: {deletable.Count} to delete, {total}: no experiment refers to them with the seeds, epochs and device of this call. --yes deletes them.");
            return;
        }

        var left = deletable.Where(item => !garbage.Delete(item)).ToList();
        context.Settings.Json.Add("gc", () => GcSection.Of(found, [.. deletable.Except(left)]));
        foreach (var item in left)
        {
            Console.WriteLine($"left alone, somebody works on it: {item.Path}");
        }

        Console.WriteLine($"Deleted {deletable.Count - left.Count} of {deletable.Count}, {Size(deletable.Except(left).Sum(item => item.Bytes))} of {total}.");
    }

    private static string Size(long bytes) => bytes < 1 << 20 ? $"{bytes / 1024.0:0.0} KiB" : $"{bytes / 1048576.0:0.0} MiB";
}
