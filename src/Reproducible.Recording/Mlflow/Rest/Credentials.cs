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
    /// Those of the address, else MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, else MLFLOW_TRACKING_TOKEN, else none;
    /// MLflow's own client prefers them in the same order.
    /// </summary>
    public static Credentials Of(Uri server, Func<string, string?> environment)
    {
        if (server.UserInfo.Length > 0)
        {
            var parts = server.UserInfo.Split(':', 2);

            return Basic(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "", server.UserInfo);
        }

        var (user, password, token) = (environment("MLFLOW_TRACKING_USERNAME"), environment("MLFLOW_TRACKING_PASSWORD"), environment("MLFLOW_TRACKING_TOKEN"));
        if (!string.IsNullOrEmpty(user) && !string.IsNullOrEmpty(password))
        {
            return Basic(user, password, token);
        }

        return string.IsNullOrEmpty(token) ? new(null, password) : new(new("Bearer", token.Trim()), token, password);
    }

    private static Credentials Basic(string user, string password, string? other) =>
        new(new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))), password, Uri.EscapeDataString(password), other);
}
