using System.Text.Json;

namespace Reproducible.Provenance;

/// <summary>Which packages an application was built with, from the file that the build writes beside it.</summary>
internal static class Packages
{
    private const string Unknown = "unknown";

    /// <summary>Such as <c>CsvHelper 33.0.1, MathNet.Numerics 5.0.0</c>, in alphabetical order; <c>unknown</c> where there is no such file.</summary>
    public static string OfThisApplication() =>
        AppContext.GetData("APP_CONTEXT_DEPS_FILES") is string files && files.Split(';', StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? Read(first) : Unknown;

    /// <param name="path">A deps.json.</param>
    internal static string Read(string path)
    {
        try
        {
            using var deps = JsonDocument.Parse(File.ReadAllBytes(path));

            return string.Join(", ", deps.RootElement.GetProperty("libraries").EnumerateObject()
                .Where(library => library.Value.GetProperty("type").GetString() == "package")
                .Select(library => library.Name.Replace('/', ' '))
                .Order(StringComparer.OrdinalIgnoreCase));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return Unknown;
        }
    }
}
