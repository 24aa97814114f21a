using System.Globalization;
using Reproducible.Store;

namespace Reproducible.Training;

/// <summary>The batch size that was found for a run in hand, kept beside its checkpoints: what goes on from one goes on with that size.</summary>
internal sealed class FoundBatch(RunWork work)
{
    private string Place => Path.Combine(work.Folder, "batch-size");

    /// <summary>Null: none was found yet.</summary>
    public int? Size => File.Exists(Place) && int.TryParse(File.ReadAllText(Place), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0 ? size : null;

    /// <summary>The size that was found, as long as a checkpoint needs it; else searches and keeps what it finds.</summary>
    public int SizeOr(Func<int> search)
    {
        if (work.Checkpoints.Any && Size is { } kept)
        {
            return kept;
        }

        var found = search();
        DurableFile.Write(Place, file => file.Write(System.Text.Encoding.ASCII.GetBytes(found.ToString(CultureInfo.InvariantCulture))));

        return found;
    }
}
