using System.Text.RegularExpressions;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>Keeps passwords and tokens out of whatever is said or stored.</summary>
/// <param name="secrets">What must never be read; empty ones count for nothing.</param>
internal sealed partial class Secrets(params IEnumerable<string?> secrets)
{
    private const string Mask = "***";

    private readonly List<string> secrets = [.. secrets.Where(secret => !string.IsNullOrEmpty(secret)).Select(secret => secret!).OrderByDescending(secret => secret.Length)];

    /// <summary>The text without them, and without the user and password of any address in it.</summary>
    public string Hide(string text) => secrets.Aggregate(InText(text), (hidden, secret) => hidden.Replace(secret, Mask, StringComparison.Ordinal));

    /// <summary>The text without the user and password of any address in it.</summary>
    public static string InText(string text) => UserInfo().Replace(text, $"://{Mask}@");

    // Up to the last @ before a space or quote: a password may hold unescaped slashes and signs.
    [GeneratedRegex("""://[^\s"'<>]*@""")]
    private static partial Regex UserInfo();
}
