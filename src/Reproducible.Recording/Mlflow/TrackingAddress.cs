using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Mlflow;

/// <summary>Where runs go: exactly one of the two is set.</summary>
/// <param name="Server">Absolute http(s) address; its user and password, if any, are still in it.</param>
/// <param name="Folder">Absolute path of a folder of MLflow's files.</param>
internal sealed record TrackingAddress(Uri? Server, string? Folder)
{
    private const string Choices =
        "Give --mlflow or MLFLOW_TRACKING_URI the address of a tracking server (http://127.0.0.1:5000) or a folder (./mlruns).";

    /// <summary>Reads an address as MLflow's own clients do.</summary>
    /// <exception cref="ReproducibleException">It is neither a server nor a folder.</exception>
    public static TrackingAddress Parse(string? text, string root, Func<string, string?> environment)
    {
        text = string.IsNullOrWhiteSpace(text) ? environment("MLFLOW_TRACKING_URI") : text;
        text = string.IsNullOrWhiteSpace(text) ? "mlruns" : text.Trim();
        var scheme = text.Contains(':', StringComparison.Ordinal) ? text[..text.IndexOf(':', StringComparison.Ordinal)].ToLowerInvariant() : "";

        return scheme switch
        {
            "http" or "https" => Uri.TryCreate(text, UriKind.Absolute, out var server) && server.Host.Length > 0
                ? new(server, null)
                : throw new ReproducibleException($"'{Secrets.InText(text)}' is no address of a server.", Choices),
            "file" => Uri.TryCreate(text, UriKind.Absolute, out var file) && file.IsFile
                ? new(null, Path.GetFullPath(file.LocalPath))
                : new(null, Path.GetFullPath(Uri.UnescapeDataString(text["file:".Length..]), root)),
            "" when text is not ("databricks" or "databricks-uc" or "uc") => new(null, Path.GetFullPath(text, root)),
            _ => throw new ReproducibleException($"'{Secrets.InText(text)}' is a kind of MLflow store that cannot be written to directly.", $"{Choices} A database is reached through `mlflow server --backend-store-uri …`."),
        };
    }

    // A record would print the address with its password.
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append(Secrets.InText($"{Server}{Folder}"));
        return true;
    }
}
