using System.Globalization;
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

    /// <summary>A part of an answer; MLflow leaves out what is empty.</summary>
    public static JsonElement Part(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var part) ? part : default;

    /// <summary>A text of an answer, or something else where there is none.</summary>
    public static string TextOr(JsonElement answer, string name, string other) => Part(answer, name) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } part ? part.ToString() : other;

    /// <summary>An integer of an answer, as number or text; null: there is none.</summary>
    public static long? IntegerOr(JsonElement answer, string name) => long.TryParse(TextOr(answer, name, ""), CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>An array of keys and values of an answer.</summary>
    public static IReadOnlyDictionary<string, string> Entries(JsonElement answer, string name) =>
        Items(answer, name).ToDictionary(entry => Text(entry, "key"), entry => TextOr(entry, "value", ""));

    /// <summary>A value in MLflow's words: <c>ACTIVE_ONLY</c>.</summary>
    public static string Word(Enum value) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());

    /// <summary>An array of an answer; MLflow leaves out what is empty.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement answer, string name) =>
        Part(answer, name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>The token of the next page; null: this was the last. A token that does not move on would be asked for ever.</summary>
    public static string? Next(JsonElement answer, string token) =>
        answer.ValueKind != JsonValueKind.Object ? throw Unreadable("is no page of a list") : TextOr(answer, "next_page_token", "") is { Length: > 0 } next && next != token ? next : null;

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

    /// <summary>What is said of an answer that is not what was asked for.</summary>
    public static MlflowException Unreadable(string how) =>
        new($"its answer {how}.", "Check that the address is an MLflow tracking server; versions 2 and 3 are known to work.");
}
