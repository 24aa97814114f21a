namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>Names of artifacts.</summary>
internal static class ArtifactPath
{
    /// <summary>The path, if it stays below its root on every system.</summary>
    /// <exception cref="ArgumentException">It is empty or absolute, or goes up.</exception>
    public static string Checked(string path) =>
        path.Length > 0 && !Path.IsPathRooted(path) && path.Split('/').All(part => part.Length > 0 && part is not ("." or ".."))
            ? path
            : throw new ArgumentException($"'{path}' is no path of an artifact: it is to be relative, with slashes, and not go up.", nameof(path));

    /// <summary>For an address.</summary>
    public static string Escaped(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
