using System.Net.Http.Headers;
using System.Text;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>How requests say who asks. Not a record: nothing here may be printed.</summary>
internal sealed class Credentials
{
    private Credentials(AuthenticationHeaderValue? header, params string?[] secrets) =>
        (Header, Secrets) = (header, new([header?.Parameter, .. secrets]));

    /// <summary>The Authorization header; null: none.</summary>
    public AuthenticationHeaderValue? Header { get; }

    /// <summary>What must not be said.</summary>
    public Secrets Secrets { get; }

    /// <summary>
    /// Those of the address, else MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, each else from the credentials file, else
    /// MLFLOW_TRACKING_TOKEN, else none; MLflow's own client prefers them in the same order.
    /// </summary>
    /// <exception cref="MlflowException">The credentials file is there, but cannot be read.</exception>
    public static Credentials Of(Uri server, Func<string, string?> environment)
    {
        var token = environment("MLFLOW_TRACKING_TOKEN")?.Trim();
        if (server.UserInfo.Length > 0)
        {
            var parts = server.UserInfo.Split(':', 2);

            return Basic(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "", server.UserInfo, token);
        }

        var file = CredentialsFile.Read(environment);
        var (user, password) = (Find("MLFLOW_TRACKING_USERNAME"), Find("MLFLOW_TRACKING_PASSWORD"));
        if (user.Length > 0 && password.Length > 0)
        {
            return Basic(user, password, token);
        }

        return string.IsNullOrEmpty(token) ? new(null, password) : new(new("Bearer", token), token, password);

        string Find(string name) => environment(name) is { Length: > 0 } value ? value : file.GetValueOrDefault(name.ToLowerInvariant(), "");
    }

    private static Credentials Basic(string user, string password, params string?[] others) =>
        new(new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))), [password, Uri.EscapeDataString(password), .. others]);
}
