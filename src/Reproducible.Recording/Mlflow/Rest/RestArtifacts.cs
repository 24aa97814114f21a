namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>Puts files where a server keeps artifacts: through the server itself, or into a folder that it names.</summary>
internal sealed class RestArtifacts(MlflowHttp http)
{
    /// <summary>Writes a file below a run's artifacts, replacing one of that name.</summary>
    /// <param name="root">The run's artifact_uri.</param>
    /// <exception cref="MlflowFailureException">Its kind of place cannot be written from here.</exception>
    public async Task WriteAsync(string root, MlflowArtifact artifact, CancellationToken cancel)
    {
        if (Uri.TryCreate(root, UriKind.Absolute, out var uri) && uri.Scheme == "mlflow-artifacts" && (uri.Authority.Length == 0 || uri.Authority == http.Address.Authority))
        {
            await http.PutAsync($"api/2.0/mlflow-artifacts/artifacts/{Escape($"{Uri.UnescapeDataString(uri.AbsolutePath).Trim('/')}/{artifact.Path}")}", artifact, cancel);
            return;
        }

        await CopyAsync(FolderOf(root), artifact, cancel);
    }

    private static async Task CopyAsync(string folder, MlflowArtifact artifact, CancellationToken cancel)
    {
        var path = Path.Combine(folder, artifact.Path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var content = artifact.Open();
            await using var file = File.Create(path);
            await content.CopyToAsync(file, cancel);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new MlflowFailureException($"artifact '{path}' cannot be written: {fault.Message}", "Make that folder writable, or start the server with --serve-artifacts.");
        }
    }

    // A folder that a server on another machine names is not ours to make here.
    private string FolderOf(string root)
    {
        var folder = Uri.TryCreate(root, UriKind.Absolute, out var uri) && uri.IsFile ? uri.LocalPath : Path.IsPathRooted(root) ? root : null;

        return folder is not null && (http.Address.IsLoopback || Directory.Exists(folder)) ? folder : throw new MlflowFailureException(
            $"it keeps artifacts at '{Secrets.InText(root)}', where only a client with access of its own could write.",
            "Start the server with --serve-artifacts (its default) and make a new experiment there, so that it takes them itself.");
    }

    private static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
