namespace Reproducible.Provenance;

/// <summary>Small files in which a system states facts, there or not.</summary>
internal static class SystemFile
{
    /// <summary>The first line; null where there is no such file, it is empty, or it can't be read.</summary>
    public static string? Line(string path) => Lines(path) is [var first, ..] && first.Trim() is { Length: > 0 } line ? line : null;

    /// <summary>Empty where there is no such file, or it can't be read.</summary>
    public static IReadOnlyList<string> Lines(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
