using System.IO.Enumeration;

namespace Reproducible.Provenance;

/// <summary>Files whose names look like secrets; their content goes into no receipt.</summary>
internal static class PrivateFiles
{
    private static readonly string[] Patterns =
        [".env*", "*.env", "*.pem", "*.key", "*.pfx", "*.p12", "*.jks", "*.keystore", "id_rsa*", "id_dsa*", "id_ecdsa*", "id_ed25519*", "*credential*", "*secret*", "*token*", ".netrc", "_netrc", ".npmrc", ".pypirc", ".htpasswd", ".pgpass"];

    /// <summary>Pathspecs that keep git from looking at them, in whatever folder.</summary>
    public static IReadOnlyList<string> Excluded { get; } = [.. Patterns.Select(pattern => $":(exclude,top,icase,glob)**/{pattern}")];

    /// <param name="path">With slashes, from the tree's root.</param>
    public static bool Contains(string path) =>
        Patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, path.AsSpan(path.LastIndexOf('/') + 1), ignoreCase: true));
}
