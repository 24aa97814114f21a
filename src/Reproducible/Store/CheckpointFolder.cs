using System.Globalization;
using Reproducible.Torch;

namespace Reproducible.Store;

/// <summary>The checkpoints of one run: the newest two, each whole or absent.</summary>
/// <param name="folder">Where they lie; made when the first is saved. Other files in it are left alone.</param>
public sealed class CheckpointFolder(string folder)
{
    private const string Prefix = "checkpoint-";
    private const int Kept = 2;

    /// <summary>Whether one lies there, whole or damaged.</summary>
    public bool Any => Steps().Length > 0;

    /// <summary>Writes a checkpoint and, once it lies safe on the disk, removes all but it and the one before.</summary>
    /// <remarks>Checkpoints of later steps go too: this one says that the run went on from before them.</remarks>
    /// <param name="step">Steps done; from 0.</param>
    /// <param name="state">Any text.</param>
    /// <param name="tensors">By name; on any device.</param>
    /// <exception cref="IOException">The disk is full or refuses; the checkpoints from before stay.</exception>
    public void Save(long step, string state, IReadOnlyDictionary<string, torch.Tensor> tensors)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(tensors);
        Directory.CreateDirectory(folder);
        if (!Any)
        {
            // The folder may be as new as its first checkpoint.
            DurableFile.FlushFolder(Path.GetDirectoryName(Path.GetFullPath(folder))!);
        }

        DurableFile.Write(PathOf(step), file => CheckpointFile.Write(file, state, tensors));
        RemoveLeftovers();
        var present = Steps();
        foreach (var old in present.Where(other => other > step).Concat(present.Where(other => other <= step).Skip(Kept)))
        {
            File.Delete(PathOf(old));
        }
    }

    /// <summary>The newest checkpoint that can be read and whose checksum holds; null when there is none.</summary>
    /// <param name="damaged">Told of each newer one that is passed over: the file, what was found and what was expected.</param>
    public Checkpoint? Newest(Action<string> damaged)
    {
        ArgumentNullException.ThrowIfNull(damaged);
        foreach (var step in Steps())
        {
            if (CheckpointFile.Read(PathOf(step), step, damaged) is { } checkpoint)
            {
                return checkpoint;
            }
        }

        return null;
    }

    /// <summary>Removes all checkpoints and what interrupted writes left behind.</summary>
    public void Clear()
    {
        RemoveLeftovers();
        foreach (var step in Steps())
        {
            File.Delete(PathOf(step));
        }
    }

    private string PathOf(long step) => Path.Combine(folder, Prefix + step.ToString(CultureInfo.InvariantCulture));

    /// <summary>Newest first.</summary>
    private long[] Steps() => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder, Prefix + "*").Select(StepOf).OfType<long>().OrderDescending()];

    private static long? StepOf(string path) =>
        long.TryParse(Path.GetFileName(path)[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : null;

    private void RemoveLeftovers()
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var partial in Directory.EnumerateFiles(folder, $"{Prefix}*{DurableFile.PartialSuffix}").ToArray())
        {
            File.Delete(partial);
        }
    }
}
