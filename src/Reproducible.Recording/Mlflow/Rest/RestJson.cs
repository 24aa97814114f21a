using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>
/// How requests are written. NaN and infinities go as strings: as bare literals a server answers 200, stores 0, and drops what follows
/// in the message. Steps and times are integers: of a fraction it stores 0.
/// </summary>
internal static class RestJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals | JsonNumberHandling.AllowReadingFromString,
    };
}
