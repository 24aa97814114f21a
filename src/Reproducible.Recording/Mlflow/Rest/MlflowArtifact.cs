using System.Text;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>A file to keep with a run.</summary>
/// <param name="Path">Relative, with slashes: <c>experiment/runs.csv</c>.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Open">Opens the content at its start, each time it is called; the caller disposes of it.</param>
public sealed record MlflowArtifact(string Path, long Length, Func<Stream> Open)
{
    /// <summary>A file on disk; it is streamed, not read into memory.</summary>
    public static MlflowArtifact File(string path, string file) => new(path, new FileInfo(file).Length, () => System.IO.File.OpenRead(file));

    /// <summary>Text, as UTF-8.</summary>
    public static MlflowArtifact Text(string path, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        return new(path, bytes.Length, () => new MemoryStream(bytes, writable: false));
    }

    /// <summary>What a browser is told that this is.</summary>
    public string MediaType => System.IO.Path.GetExtension(Path) switch
    {
        ".json" => "application/json",
        ".csv" => "text/csv",
        ".txt" => "text/plain",
        _ => "application/octet-stream",
    };
}
