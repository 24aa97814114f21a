using System.Security.Cryptography;
using System.Text;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>
/// Entries within MLflow's limits. Servers cut what is too long without a word; here it is kept whole as an artifact,
/// and the entry holds its beginning and the artifact's name.
/// </summary>
public sealed class LongValues
{
    /// <summary>Longest value of a parameter, in characters.</summary>
    public const int ParamLength = Limits.ParamLength;

    /// <summary>Longest value of a tag, in characters: servers of before 2024 take no more; today's take 8000.</summary>
    public const int TagLength = 5000;

    private const int FileNameLength = 200;

    private readonly List<MlflowArtifact> artifacts = [];

    /// <summary>The values that did not fit, whole.</summary>
    public IReadOnlyList<MlflowArtifact> Artifacts => artifacts;

    /// <summary>A parameter, whatever its name and length.</summary>
    public MlflowEntry Param(string name, string value) => Fit("params", name, value, ParamLength);

    /// <summary>A tag, whatever its name and length.</summary>
    public MlflowEntry Tag(string name, string value) => Fit("tags", name, value, TagLength);

    /// <summary>The key of a metric, whatever its name.</summary>
    public string MetricKey(string name)
    {
        var key = Shorten(MlflowKey.Encode(name), out var cut);
        if (cut && PathOf("metrics", key) is var path && !artifacts.Exists(artifact => artifact.Path == path))
        {
            artifacts.Add(MlflowArtifact.Text(path, name));
        }

        return key;
    }

    private MlflowEntry Fit(string kind, string name, string value, int limit)
    {
        var key = Shorten(MlflowKey.Encode(name), out var cut);
        if (!cut && value.Length <= limit)
        {
            return new(key, value);
        }

        var path = PathOf(kind, key);
        artifacts.Add(MlflowArtifact.Text(path, cut ? $"{name}\n{value}" : value));
        var mark = $"… ({value.Length} characters; whole in artifact {path})";

        return new(key, value.Length <= limit ? value : Start(value, limit - mark.Length) + mark);
    }

    // Servers give back files only whose names are ASCII, and file systems keep 255 bytes of one.
    private static string PathOf(string kind, string key)
    {
        var name = string.Concat(key.Select(letter => letter < 128 ? letter.ToString() : $"_x{(int)letter:X4}_"));

        return $"long_values/{kind}/{Shorten(name, FileNameLength, out _)}.txt";
    }

    private static string Shorten(string key, out bool cut) => Shorten(key, MlflowKey.MaximumLength, out cut);

    // What is too long ends in the start of its hash, so that two of the same beginning stay two.
    private static string Shorten(string text, int limit, out bool cut)
    {
        cut = text.Length > limit;

        return cut ? $"{Start(text, limit - 17)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}" : text;
    }

    /// <summary>The beginning of a text, with no character cut in half.</summary>
    public static string Start(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
