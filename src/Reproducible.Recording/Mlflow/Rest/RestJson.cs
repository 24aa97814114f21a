using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>
/// How requests are written and answers read. NaN and infinities go as strings: as bare literals a server answers 200, stores 0, and
/// drops what follows in the message. Steps and times are integers: of a fraction it stores 0.
/// </summary>
internal static class RestJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals | JsonNumberHandling.AllowReadingFromString,
    };

    /// <summary>A part of an answer that must be there.</summary>
    public static JsonElement Field(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var field) ? field : throw Unreadable($"has no '{name}'");

    /// <summary>A text of an answer that must be there.</summary>
    public static string Text(JsonElement answer, string name) => Field(answer, name).ToString();

    /// <summary>An array of an answer; MLflow leaves out what is empty.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : [];

    /// <summary>The token of the next page; null: this was the last. A token that does not move on would be asked for ever.</summary>
    public static string? Next(JsonElement answer, string token) =>
        answer.TryGetProperty("next_page_token", out var next) && next.ToString() is { Length: > 0 } text && text != token ? text : null;

    /// <summary>A part of an answer as a value.</summary>
    public static T Read<T>(JsonElement element)
    {
        try
        {
            return element.Deserialize<T>(Options) ?? throw Unreadable($"holds no {typeof(T).Name}");
        }
        catch (JsonException fault)
        {
            throw Unreadable($"cannot be read: {fault.Message}");
        }
    }

    private static MlflowFailureException Unreadable(string how) =>
        new($"its answer {how}.", "Check that the address is an MLflow tracking server; versions 2 and 3 are known to work.");
}
