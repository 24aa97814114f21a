using System.ComponentModel;
using System.Diagnostics;

namespace Reproducible.Build;

/// <summary>Where the repository's origin is, for people who look at a run elsewhere.</summary>
internal static class RepositoryUrl
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The address without user and password; null where there is none, or git does not say.</summary>
    /// <param name="root">Absolute path of the repository.</param>
    public static string? Of(string root)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", root, "remote", "get-url", "origin"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var said = git.StandardOutput.ReadToEndAsync();
            if (!git.WaitForExit(Patience))
            {
                git.Kill();
                return null;
            }

            return git.ExitCode == 0 ? WithoutSecrets(said.GetAwaiter().GetResult().Trim()) : null;
        }
        catch (Win32Exception)
        {
            // There is no git.
            return null;
        }
    }

    /// <summary>The address without user and password; null for a folder of this machine, which helps nobody elsewhere.</summary>
    internal static string? WithoutSecrets(string address)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && !uri.IsFile)
        {
            return new UriBuilder(uri) { UserName = "", Password = "", Query = "", Fragment = "" }.Uri.ToString();
        }

        // git's own form, host:path or user@host:path; the user is no secret and not needed.
        var at = address.LastIndexOf('@');
        var place = address[(at + 1)..];

        return place.Contains(':', StringComparison.Ordinal) && !place.StartsWith('/') && !place.StartsWith('.') && uri is null ? place : null;
    }
}
