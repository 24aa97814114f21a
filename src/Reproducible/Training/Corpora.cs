using System.Collections.Concurrent;
using Reproducible.Datasets;

namespace Reproducible.Training;

/// <summary>The datasets that this process has read; each is read once and stays in memory for the next runs. Safe to use from several threads.</summary>
internal static class Corpora
{
    private static readonly ConcurrentDictionary<(string Dataset, string? Folder), Lazy<Corpus>> Known = new();

    /// <summary>What a dataset's files hold; whoever asks while they are being read waits.</summary>
    /// <param name="folder">Where data files lie; null: the dataset's own place.</param>
    /// <exception cref="ReproducibleException">A file is missing or damaged; the next call looks again.</exception>
    public static Corpus Of(Dataset dataset, string? folder)
    {
        var reading = KeyValuePair.Create((dataset.Name, folder), new Lazy<Corpus>(() => dataset.Read(folder)));
        reading = KeyValuePair.Create(reading.Key, Known.GetOrAdd(reading.Key, reading.Value));
        try
        {
            return reading.Value.Value;
        }
        catch
        {
            Known.TryRemove(reading);
            throw;
        }
    }

    /// <summary>What <see cref="Of"/> would give at once; null: it is not read, or not yet.</summary>
    public static Corpus? IfRead(Dataset dataset, string? folder) => Known.TryGetValue((dataset.Name, folder), out var reading) && reading.IsValueCreated ? reading.Value : null;

    /// <summary>Begins to read a dataset that will be asked for, where there is a core to spare; returns at once.</summary>
    public static void Begin(Dataset dataset, string? folder)
    {
        if (Environment.ProcessorCount > 1)
        {
            Task.Run(() => Try(dataset, folder));
        }
    }

    private static void Try(Dataset dataset, string? folder)
    {
        try
        {
            Of(dataset, folder);
        }
        catch (ReproducibleException)
        {
            // Who asks for it is told.
        }
    }
}
