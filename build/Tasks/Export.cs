using System.Globalization;
using Reproducible.Frosting;
using Reproducible.Store;
using Reproducible.Verification;

namespace Reproducible.Build.Tasks;

/// <summary>Hands over a run as one zip that can be checked elsewhere. Trains nothing.</summary>
[TaskDescription("Writes a run and its sources as one zip that proves it elsewhere: --run=ID, --output=FILE.")]
public sealed class Export : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var lab = context.Settings.Lab;
        var store = new RunStore(lab.Store);
        var id = store.IdOf(context.Settings.Run);
        var path = context.Settings.Output ?? Path.Combine(lab.Results, "export", $"{id}.zip");
        var inside = RunExport.Write(store, id, path);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {new FileInfo(path).Length} bytes, {inside.Count} files"));
        foreach (var name in inside)
        {
            Console.WriteLine($"  {name}");
        }
    }
}
