using System.Globalization;
using Reproducible.Frosting;
using Reproducible.Frosting.Registration;
using Reproducible.Store;
using Reproducible.Verification;

namespace Reproducible.Build.Tasks;

/// <summary>Hands over a run as one zip that can be checked elsewhere. Trains nothing.</summary>
[TaskDescription("Writes a run and its sources as one zip that proves it elsewhere: --run=ID, --output=FILE.")]
public sealed class Export : FrostingTask<BuildContext>
{
    private const int FewestDigits = 4;
    private const int Shown = 5;

    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var lab = context.Settings.Lab;
        var store = new RunStore(lab.Store);
        var id = Find(store, context.Settings.Run);
        var path = context.Settings.Output ?? Path.Combine(lab.Results, "export", $"{id}.zip");
        var inside = RunExport.Write(store, id, path);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {new FileInfo(path).Length} bytes, {inside.Count} files"));
        foreach (var name in inside)
        {
            Console.WriteLine($"  {name}");
        }
    }

    private static string Find(RunStore store, string? typed)
    {
        if (typed is not { Length: >= FewestDigits })
        {
            throw new ReproducibleException(
                $"run is '{typed}'; expected a run's id, or its first {FewestDigits} digits and more.", "--target=Plan lists ids; write --run=ID.");
        }

        var ids = store.Ids;

        return ids.Where(id => id.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).ToList() switch
        {
            [var only] => only,
            [] when ids.Count == 0 => throw new ReproducibleException($"There is no run '{typed}': the store '{store.Folder}' is empty.", "Run an experiment first, or name its folder with --results=."),
            [] => throw new ReproducibleException($"There is no run '{typed}' in '{store.Folder}'.", $"The nearest are: {string.Join(", ", NearestNames.Order(typed, ids).Take(Shown))}."),
            var several => throw new ReproducibleException($"{several.Count} runs begin with '{typed}'.", $"Write more digits: {string.Join(", ", several.Take(Shown))}."),
        };
    }
}
