namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>Writes conditions of MLflow's filter language; <c>AND</c> joins several.</summary>
public static class RunFilter
{
    /// <summary>Runs with a tag of that value.</summary>
    /// <exception cref="ArgumentException">The value holds both kinds of quotes, or the key a backtick: the language cannot say them.</exception>
    public static string Tag(MlflowEntry tag) => $"{Key(tag.Key)} = {Quote(tag.Value)}";

    /// <summary>Runs that have a tag, whatever its value.</summary>
    public static string HasTag(string key) => $"{Key(key)} LIKE '%'";

    private static string Key(string key) => true switch
    {
        _ when key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_') => $"tags.{key}",
        _ when key.Contains('`', StringComparison.Ordinal) => throw new ArgumentException($"A filter cannot name the tag '{key}': it holds a backtick.", nameof(key)),
        _ => $"tags.`{key}`",
    };

    internal static string Quote(string value) => (value.Contains('\'', StringComparison.Ordinal), value.Contains('"', StringComparison.Ordinal)) switch
    {
        (false, _) => $"'{value}'",
        (true, false) => $"\"{value}\"",
        _ => throw new ArgumentException($"A filter cannot say '{value}': it holds both kinds of quotes.", nameof(value)),
    };
}
