using System.Security.Cryptography;
using System.Text.Json;
using System.Text;
using Reproducible.Store;

namespace Reproducible.Recording.Mlflow;

/// <summary>
/// What was written to one destination, a small file a run: <c>&lt;results&gt;/store/.shipped/&lt;hash of the destination&gt;/&lt;experiment&gt;/&lt;run id&gt;</c>.
/// A run without one, or with one of another receipt, is not yet shipped. Deleting a file, or the whole folder, only makes the sink look again.
/// </summary>
/// <param name="results">Absolute path of the results folder.</param>
/// <param name="destination">The destination's name, without any secret.</param>
internal sealed class ShippingJournal(string results, string destination)
{
    private readonly string folder = Path.Combine(
        results, "store", ".shipped", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(destination)))[..16]);

    /// <summary>Where the thing was written if it was, in the state that the hash names; otherwise null.</summary>
    /// <param name="experiment">The experiment's name.</param>
    /// <param name="what">A run's id, or another name of the experiment's own.</param>
    /// <param name="sha256">Of the content that is to be there.</param>
    public MlflowReference? Find(string experiment, string what, string sha256)
    {
        try
        {
            var entry = JsonSerializer.Deserialize<Entry>(File.ReadAllBytes(PathOf(experiment, what)), ReceiptFile.Json);

            return entry?.Sha256 == sha256 ? new(entry.RunId, entry.ArtifactUri) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Notes that it was written.</summary>
    public void Note(string experiment, string what, string sha256, MlflowReference place) => WholeFile.Write(
        PathOf(experiment, what),
        JsonSerializer.SerializeToUtf8Bytes(new Entry(destination, sha256, place.RunId, place.ArtifactUri), ReceiptFile.Json));

    private string PathOf(string experiment, string what) => Path.Combine(folder, experiment, what);

    private sealed record Entry(string Destination, string Sha256, string RunId, string ArtifactUri);
}
