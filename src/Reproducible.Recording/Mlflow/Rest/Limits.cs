namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>What servers would cut or refuse, said before it is sent.</summary>
internal static class Limits
{
    /// <summary>Longest value of a parameter, in characters: a server cuts more with a 200.</summary>
    public const int ParamLength = 6000;

    /// <summary>Longest value of a run's tag, in characters: a server cuts more with a 200.</summary>
    public const int TagLength = 8000;

    /// <summary>The tag, if its value fits.</summary>
    public static MlflowEntry Tag(MlflowEntry tag) => Fitting("Tag", tag, TagLength);

    /// <summary>The parameters, each once: a server refuses two of a key, even of the same value.</summary>
    public static IReadOnlyList<MlflowEntry> Params(IEnumerable<MlflowEntry> parameters)
    {
        var known = new Dictionary<string, MlflowEntry>();
        foreach (var parameter in parameters)
        {
            if (!known.TryAdd(parameter.Key, Fitting("Parameter", parameter, ParamLength)) && known[parameter.Key] != parameter)
            {
                throw new ArgumentException($"Parameter '{parameter.Key}' is given twice, as '{RestErrors.Shorten(known[parameter.Key].Value)}' and as '{RestErrors.Shorten(parameter.Value)}'.", nameof(parameters));
            }
        }

        return [.. known.Values];
    }

    private static MlflowEntry Fitting(string kind, MlflowEntry entry, int limit) => entry.Value.Length <= limit ? entry : throw new ArgumentException(
        $"{kind} '{entry.Key}' has {entry.Value.Length} characters; a server keeps {limit} and drops the rest without a word. {nameof(LongValues)} keeps it whole.", nameof(entry));
}
