using System.Text.RegularExpressions;

namespace Reproducible.Provenance;

/// <summary>Takes secrets out of a command line, so that it can be shown.</summary>
internal static partial class Masking
{
    private const string Mask = "***";
    private const string Words = "(?:token|passw|passphrase|pwd|secret|credential|authorization)";
    private const string Keys = "(?<![a-z])(?:api|access|private|account|auth)?[-_.]?keys?";

    /// <summary>The arguments as one line: those with blanks in quotes, secrets as <c>***</c>, the user's home folder as <c>~</c>.</summary>
    public static string Line(IEnumerable<string> arguments, string home = "")
    {
        var words = new List<string>();
        var isValue = false;
        foreach (var argument in arguments)
        {
            var word = isValue && !argument.StartsWith("--", StringComparison.Ordinal) ? Mask : Text(argument);
            isValue = argument.StartsWith('-') && argument.IndexOfAny(['=', ':']) < 0 && IsSecretName(argument);
            if (home.Length > 1)
            {
                word = word.Replace(home, "~", StringComparison.Ordinal);
            }

            words.Add(word.Length == 0 || word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word);
        }

        return string.Join(' ', words);
    }

    /// <summary>One argument: users and passwords in addresses, values of what is named like a secret, and words that have a token's form are masked.</summary>
    internal static string Text(string argument) =>
        TokenForm().Replace(NamedValue().Replace(UserInAddress().Replace(argument, Mask + "@"), "$1$2" + Mask), Mask);

    private static bool IsSecretName(string name) => SecretName().IsMatch(name);

    // Up to the last @ before the path: a password may hold one.
    [GeneratedRegex(@"(?<=://)[^/\s]+@")]
    private static partial Regex UserInAddress();

    // A value ends where the next part of an address or a connection string begins.
    [GeneratedRegex(@"((?<![\w.-])[\w.-]*" + Words + @"[\w.-]*|" + Keys + @")(\s*[=:]\s*(?!//))[^&;]+", RegexOptions.IgnoreCase)]
    private static partial Regex NamedValue();

    [GeneratedRegex(Words + "|" + Keys + "$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    // GitHub, GitLab, Hugging Face, OpenAI and its like, Slack, AWS, JSON web tokens.
    [GeneratedRegex(@"\b(gh[pousr]_\w{16,}|github_pat_\w{16,}|glpat-[\w-]{16,}|hf_\w{16,}|sk-[\w-]{16,}|xox[abprs]-[\w-]{10,}|AKIA[0-9A-Z]{12,}|eyJ[\w-]{8,}\.[\w-]+\.[\w-]+)")]
    private static partial Regex TokenForm();
}
