namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>Artifacts in a folder that this machine sees.</summary>
/// <param name="root">Absolute path.</param>
internal sealed class FolderArtifacts(string root) : ArtifactPlace
{
    /// <summary>Writes beside the file and renames, so that it is there whole or not at all; makes the folder.</summary>
    public static async Task WriteAsync(string file, Stream content, CancellationToken cancel)
    {
        var draft = $"{file}.{Environment.ProcessId}.tmp";
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        try
        {
            await using (var copy = File.Create(draft))
            {
                await content.CopyToAsync(copy, cancel);
            }

            File.Move(draft, file, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    public override async Task WriteAsync(MlflowArtifact artifact, CancellationToken cancel)
    {
        var path = PathOf(ArtifactPath.Checked(artifact.Path));
        try
        {
            await using var content = artifact.Open();
            await WriteAsync(path, content, cancel);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new MlflowException($"artifact '{path}' cannot be written: {fault.Message.TrimEnd('.')}.", "Make that folder writable, or start the server with --serve-artifacts.");
        }
    }

    public override Task<IReadOnlyList<ArtifactInfo>> ListAsync(string folder, CancellationToken cancel)
    {
        var place = new DirectoryInfo(PathOf(folder));
        IReadOnlyList<ArtifactInfo> found = !place.Exists ? [] :
        [
            .. place.EnumerateFileSystemInfos()
                .OrderBy(entry => entry.Name, StringComparer.Ordinal)
                .Select(entry => new ArtifactInfo(folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}", entry is DirectoryInfo, (entry as FileInfo)?.Length ?? 0)),
        ];

        return Task.FromResult(found);
    }

    public override async Task<T> ReadAsync<T>(string path, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancel)
    {
        if (!File.Exists(PathOf(path)))
        {
            throw Missing(path);
        }

        await using var content = File.OpenRead(PathOf(path));

        return await read(content, cancel);
    }

    public override Task DeleteAsync(string path, CancellationToken cancel)
    {
        var place = PathOf(path);
        if (Directory.Exists(place))
        {
            Directory.Delete(place, recursive: true);
        }
        else if (File.Exists(place))
        {
            File.Delete(place);
        }

        return Task.CompletedTask;
    }

    private string PathOf(string path) => Path.Combine(root, path);
}
