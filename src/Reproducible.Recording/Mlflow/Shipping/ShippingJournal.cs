using System.Security.Cryptography;
using System.Text.Json;
using System.Text;
using Reproducible.Store;

namespace Reproducible.Recording.Mlflow.Shipping;

/// <summary>
/// What was written to one destination, a small file a run: <c>&lt;results&gt;/store/.shipped/&lt;hash of the destination&gt;/&lt;experiment&gt;/&lt;run id&gt;</c>.
/// A run without one, or with one of another receipt, is not yet shipped. Deleting a file, or the whole folder, only makes the sink look again.
/// </summary>
/// <param name="results">Absolute path of the results folder.</param>
/// <param name="destination">The destination's name, without any secret.</param>
internal sealed class ShippingJournal(string results, string destination)
{
    private readonly string all = Path.Combine(results, "store", ".shipped");
    private readonly string folder = Path.Combine(
        results, "store", ".shipped", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(destination)))[..16]);

    /// <summary>Absolute path of the file that is locked while something is written there.</summary>
    public string LockFile => Path.Combine(folder, "shipping.lock");

    /// <summary>Names of the experiments that something was noted of.</summary>
    public IReadOnlyList<string> Experiments => Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)] : [];

    /// <summary>A name for this store, drawn once; a copy of the store keeps it. Runs carry it, so that a store ends only what it began.</summary>
    /// <exception cref="IOException">It cannot be kept.</exception>
    public string StoreName()
    {
        var file = Path.Combine(all, "store-name");
        if (!File.Exists(file))
        {
            WholeFile.Write(file, Guid.NewGuid().ToString("N"));
        }

        return File.ReadAllText(file);
    }

    /// <summary>Where the thing was written if it was, in the state that the hash names; otherwise null.</summary>
    /// <param name="experiment">The experiment's name.</param>
    /// <param name="what">A run's id, or another name of the experiment's own.</param>
    /// <param name="sha256">Of the content that is to be there.</param>
    public MlflowReference? Find(string experiment, string what, string sha256) =>
        Read(experiment, what) is { } entry && entry.Sha256 == sha256 ? entry.Place : null;

    /// <summary>What was noted of the thing, in whatever state; null when nothing was.</summary>
    public JournalEntry? Read(string experiment, string what)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalEntry>(File.ReadAllBytes(PathOf(experiment, what)), ReceiptFile.Json);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Notes that it was written.</summary>
    /// <param name="runs">Ids of the runs that a summary speaks of; null for anything else.</param>
    public void Note(string experiment, string what, string sha256, MlflowReference place, IReadOnlyList<string>? runs = null) => WholeFile.Write(
        PathOf(experiment, what),
        JsonSerializer.SerializeToUtf8Bytes(new JournalEntry(destination, sha256, place.RunId, place.ArtifactUri, runs), ReceiptFile.Json));

    private string PathOf(string experiment, string what) => Path.Combine(folder, experiment, what);
}

/// <summary>A note of the journal.</summary>
/// <param name="Sha256">Of the content that was written.</param>
/// <param name="Runs">Ids of the runs that a summary speaks of.</param>
internal sealed record JournalEntry(string Destination, string Sha256, string RunId, string ArtifactUri, IReadOnlyList<string>? Runs)
{
    /// <summary>Where it was written.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public MlflowReference Place => new(RunId, ArtifactUri);
}
