namespace Reproducible.Recording.Mlflow.Rest;

/// <summary><c>~/.mlflow/credentials</c>: a section <c>[mlflow]</c> with <c>mlflow_tracking_username</c> and <c>mlflow_tracking_password</c>, as Python's configparser reads it.</summary>
internal static class CredentialsFile
{
    /// <summary>The section's entries by key in lower case; none where there is no file.</summary>
    /// <exception cref="MlflowException">It is there, but cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> Read(Func<string, string?> environment)
    {
        var home = new[] { environment("HOME"), environment("USERPROFILE") }.FirstOrDefault(folder => !string.IsNullOrEmpty(folder));
        var path = home is null ? "" : Path.Combine(home, ".mlflow", "credentials");
        if (!File.Exists(path))
        {
            return new Dictionary<string, string>();
        }

        try
        {
            return Parse(File.ReadLines(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new MlflowException($"'{path}' cannot be read: {fault.Message.TrimEnd('.')}.", "Make it readable, or set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD.");
        }
    }

    private static Dictionary<string, string> Parse(IEnumerable<string> lines)
    {
        var (values, inside) = (new Dictionary<string, string>(), false);
        foreach (var line in lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] is not ('#' or ';')))
        {
            var mark = line.IndexOfAny(['=', ':']);
            if (line[0] == '[')
            {
                inside = line == "[mlflow]";
            }
            else if (inside && mark > 0)
            {
                // %% is how the format writes a %.
                values[line[..mark].Trim().ToLowerInvariant()] = line[(mark + 1)..].Trim().Replace("%%", "%", StringComparison.Ordinal);
            }
        }

        return values;
    }
}
