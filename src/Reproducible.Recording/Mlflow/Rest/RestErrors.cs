using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>Reads refusals. MLflow answers in JSON, but an unknown address, a broken request or a crash in HTML.</summary>
internal static partial class RestErrors
{
    private const int LongestText = 300;

    /// <summary>What an answer that is no success means.</summary>
    public static MlflowFailureException Of(HttpResponseMessage response, string body, Secrets secrets)
    {
        var (code, message) = Read(body);
        message = Shorten(secrets.Hide(message));
        var status = response.StatusCode;

        // MLflow's file store answers 500 to this; asking again would not change a parameter.
        var conflict = message.Contains("Changing param values is not allowed", StringComparison.Ordinal);

        // Two clients told it of the same new thing at once; now it is there.
        var collision = code == "BAD_REQUEST" && message.Contains("IntegrityError", StringComparison.Ordinal);
        var passing = collision || (!conflict && (int)status is (408 or 429 or 500 or 502 or 503 or 504));
        var refused = status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.ProxyAuthenticationRequired;
        var elsewhere = (int)status is >= 300 and < 400 || (status == HttpStatusCode.NotFound && code.Length == 0);

        return new($"it answered {(int)status}{(code.Length > 0 ? $" {code}" : "")}: {message.TrimEnd('.')}.", RemedyOf(response, conflict, passing, refused, elsewhere, secrets))
        {
            Status = status,
            Code = code,
            Passing = passing,
            Outage = passing || refused || elsewhere,
            RetryAfter = PauseOf(response.Headers.RetryAfter),
        };
    }

    /// <summary>Text of an HTML page; other text as it is.</summary>
    public static string TextOf(string body) => WebUtility.HtmlDecode(Space().Replace(Tag().Replace(Title().Replace(body, ""), " "), " ")).Trim();

    /// <summary>The first few lines' worth.</summary>
    public static string Shorten(string text) => text.Length <= LongestText ? text : $"{text[..LongestText]}…";

    private static (string Code, string Message) Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("error_code", out var code))
            {
                var message = document.RootElement.TryGetProperty("message", out var text) ? text.ToString() : "";

                // What follows is the server's SQL, which helps nobody here.
                return (code.ToString(), message.Split("\n[SQL:")[0].ReplaceLineEndings(" "));
            }
        }
        catch (JsonException)
        {
            // Not MLflow's own answer; it is read as text below.
        }

        return ("", TextOf(body) is { Length: > 0 } page ? page : "no reason given");
    }

    private static string RemedyOf(HttpResponseMessage response, bool conflict, bool passing, bool refused, bool elsewhere, Secrets secrets) => true switch
    {
        _ when conflict => "That run was logged with other parameters by another program: delete it in MLflow, and it is written anew.",
        _ when refused => "Set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN, to what the server expects.",
        _ when elsewhere && response.Headers.Location is { } place => $"Use the address that it names: {secrets.Hide(place.ToString())}.",
        _ when elsewhere => "Check that --mlflow or MLFLOW_TRACKING_URI is the address of an MLflow tracking server.",
        _ when passing => "Look into the server's log, and wait until it answers again.",
        _ => "Look into the server's log for what it did not accept.",
    };

    private static TimeSpan? PauseOf(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } pause } => pause,
        { Date: { } moment } => TimeSpan.FromTicks(Math.Max(0, (moment - DateTimeOffset.UtcNow).Ticks)),
        _ => null,
    };

    [GeneratedRegex("<title>.*?</title>|<style.*?</style>|<script.*?</script>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Title();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
