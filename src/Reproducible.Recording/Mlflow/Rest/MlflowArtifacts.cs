namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>
/// Files of runs, where a server keeps them: behind the server itself (mlflow-artifacts:, its default), or in a folder that it names
/// (file: or a plain path, of a server with --no-serve-artifacts on this machine or on a shared disk). Nothing is held in memory whole.
/// </summary>
public sealed class MlflowArtifacts
{
    private readonly MlflowHttp http;

    internal MlflowArtifacts(MlflowHttp http) => this.http = http;

    /// <summary>Writes a file below a run's artifacts, replacing one of that name.</summary>
    /// <param name="root">The run's artifact_uri.</param>
    /// <exception cref="MlflowException">Among others: its kind of place cannot be reached from here.</exception>
    public Task WriteAsync(string root, MlflowArtifact artifact, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(artifact);

        return PlaceOf(root).WriteAsync(artifact, cancel);
    }

    /// <summary>What lies in a folder, in the order of names; nothing where there is no such folder.</summary>
    /// <param name="root">The run's artifact_uri.</param>
    /// <param name="folder">Relative to it, with slashes; empty: itself.</param>
    public Task<IReadOnlyList<ArtifactInfo>> ListAsync(string root, string folder, CancellationToken cancel) =>
        PlaceOf(root).ListAsync(folder.Length == 0 ? "" : ArtifactPath.Checked(folder), cancel);

    /// <summary>All files below a folder, the folders themselves left out.</summary>
    /// <param name="root">The run's artifact_uri.</param>
    /// <param name="folder">Relative to it, with slashes; empty: itself.</param>
    public async Task<IReadOnlyList<ArtifactInfo>> ListFilesAsync(string root, string folder, CancellationToken cancel)
    {
        var (files, folders) = (new List<ArtifactInfo>(), new Queue<string>([folder]));
        while (folders.TryDequeue(out var next))
        {
            foreach (var found in await ListAsync(root, next, cancel))
            {
                if (found.IsFolder)
                {
                    folders.Enqueue(found.Path);
                }
                else
                {
                    files.Add(found);
                }
            }
        }

        return files;
    }

    /// <summary>Reads a file as it comes.</summary>
    /// <param name="root">The run's artifact_uri.</param>
    /// <param name="path">Relative to it, with slashes.</param>
    /// <param name="read">Gets the content from its start; once more after a connection that broke.</param>
    /// <exception cref="MlflowException">With code RESOURCE_DOES_NOT_EXIST: there is no such file.</exception>
    public Task<T> ReadAsync<T>(string root, string path, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancel) =>
        PlaceOf(root).ReadAsync(ArtifactPath.Checked(path), read, cancel);

    /// <summary>Copies a file to this machine's disk; it is there whole or not at all.</summary>
    /// <param name="root">The run's artifact_uri.</param>
    /// <param name="path">Relative to it, with slashes.</param>
    /// <param name="file">Path on this machine; its folder is made.</param>
    /// <exception cref="MlflowException">With code RESOURCE_DOES_NOT_EXIST: there is no such file.</exception>
    /// <exception cref="IOException">It cannot be written here.</exception>
    public Task DownloadAsync(string root, string path, string file, CancellationToken cancel) => ReadAsync(
        root,
        path,
        async (content, stop) =>
        {
            await FolderArtifacts.WriteAsync(file, content, stop);

            return true;
        },
        cancel);

    /// <summary>Takes a file or a folder away; that it is not there is no failure.</summary>
    /// <param name="root">The run's artifact_uri.</param>
    /// <param name="path">Relative to it, with slashes.</param>
    public Task DeleteAsync(string root, string path, CancellationToken cancel) => PlaceOf(root).DeleteAsync(ArtifactPath.Checked(path), cancel);

    private ArtifactPlace PlaceOf(string root)
    {
        if (Path.IsPathRooted(root))
        {
            return Folder(root, root);
        }

        return Uri.TryCreate(root, UriKind.Absolute, out var uri) switch
        {
            true when uri!.Scheme == "mlflow-artifacts" && (uri.Authority.Length == 0 || uri.Authority == http.Address.Authority) =>
                new ProxiedArtifacts(http, Uri.UnescapeDataString(uri.AbsolutePath).Trim('/')),
            true when uri!.IsFile => Folder(root, uri.LocalPath),
            _ => throw Unreachable(root),
        };
    }

    // A folder that a server on another machine names is not ours to make here.
    private FolderArtifacts Folder(string root, string path) => http.Address.IsLoopback || Directory.Exists(path) ? new(path) : throw Unreachable(root);

    private static MlflowException Unreachable(string root) => new(
        $"it keeps artifacts at '{Secrets.InText(root)}', where only a client with access of its own could reach them.",
        "Start the server with --serve-artifacts (its default) and make a new experiment there, so that it passes them on itself.");
}
