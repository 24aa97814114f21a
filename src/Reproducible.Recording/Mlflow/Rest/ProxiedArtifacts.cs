using System.Text;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>Artifacts that the server passes on.</summary>
/// <param name="root">Their path on it: <c>1/5f.../artifacts</c>.</param>
internal sealed class ProxiedArtifacts(MlflowHttp http, string root) : ArtifactPlace
{
    private const string Api = "api/2.0/mlflow-artifacts/artifacts";

    public override Task WriteAsync(MlflowArtifact artifact, CancellationToken cancel) => http.PutAsync(AddressOf(Sendable(ArtifactPath.Checked(artifact.Path))), artifact, cancel);

    public override async Task<IReadOnlyList<ArtifactInfo>> ListAsync(string folder, CancellationToken cancel)
    {
        var answer = await http.GetAsync($"{Api}?path={Uri.EscapeDataString(folder.Length == 0 ? root : $"{root}/{folder}")}", cancel);

        // The answer names what is in the folder; the length of an empty file is left out.
        return
        [
            .. from file in RestJson.Items(answer, "files")
               let name = RestJson.Text(file, "path")
               orderby name
               select new ArtifactInfo(folder.Length == 0 ? name : $"{folder}/{name}", RestJson.TextOr(file, "is_dir", "") is "True" or "true", RestJson.IntegerOr(file, "file_size") ?? 0),
        ];
    }

    public override async Task<T> ReadAsync<T>(string path, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancel)
    {
        try
        {
            return await http.StreamAsync(AddressOf(path), read, cancel);
        }
        catch (MlflowException failure) when (failure.Code == Codes.Missing)
        {
            throw Missing(path);
        }
        catch (MlflowException failure) when (failure.Passing && !Ascii.IsValid(Path.GetFileName(path)))
        {
            // Version 2 writes the name into a header that takes Latin letters only, version 3 into one of ASCII, and they break.
            throw new MlflowException($"{failure.Problem.TrimEnd('.')}, for '{path}'.", "Servers take, list and delete a file whose name is not ASCII, but many cannot give it back: copy it where they keep it.") { Status = failure.Status };
        }
    }

    public override async Task DeleteAsync(string path, CancellationToken cancel)
    {
        try
        {
            await http.DeleteAsync(AddressOf(path), cancel);
        }
        catch (MlflowException failure) when (failure.Code == Codes.Missing)
        {
            // Gone already.
        }
    }

    // The server decodes an address twice, and refuses what then looks like a part of it.
    private static string Sendable(string path) => !path.Contains('#', StringComparison.Ordinal) && Uri.UnescapeDataString(path) == path
        ? path
        : throw new ArgumentException($"'{path}' is no name that a server keeps: it refuses '#', and reads '%20' as a space.", nameof(path));

    private string AddressOf(string path) => $"{Api}/{ArtifactPath.Escaped($"{root}/{path}")}";
}
