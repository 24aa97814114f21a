using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>Reads refusals. MLflow answers in JSON, but an unknown address, a broken request or a crash in HTML.</summary>
/// <param name="secrets">What no message may hold.</param>
internal sealed partial class RestErrors(Secrets secrets)
{
    private const int LongestText = 300;

    /// <summary>What an answer that is no success means.</summary>
    public MlflowException Of(HttpResponseMessage response, string body)
    {
        var (code, message) = Read(body);
        var status = response.StatusCode;

        // What 3.x calls missing, 2.x calls a failure of its own.
        if (message.StartsWith("The following failures occurred while downloading", StringComparison.Ordinal) && message.Contains("No such file", StringComparison.Ordinal))
        {
            (code, status) = (Codes.Missing, HttpStatusCode.NotFound);
        }

        message = Shorten(secrets.Hide(message));

        // MLflow's file store answers 500 to this; asking again would not change a parameter.
        var conflict = message.Contains("Changing param values is not allowed", StringComparison.Ordinal);

        var inactive = code == "INVALID_PARAMETER_VALUE" && message.Contains("must be in", StringComparison.Ordinal) && message.Contains("active", StringComparison.Ordinal);

        // Two clients told it of the same new thing at once; now it is there.
        var collision = code == "BAD_REQUEST" && message.Contains("IntegrityError", StringComparison.Ordinal);
        var passing = collision || (!conflict && (int)status is (408 or 429 or 500 or 502 or 503 or 504));
        var refused = status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.ProxyAuthenticationRequired;
        var elsewhere = (int)status is >= 300 and < 400 || (status == HttpStatusCode.NotFound && code.Length == 0);

        return new($"it answered {(int)status}{(code.Length > 0 ? $" {code}" : "")}: {message.TrimEnd('.')}.", RemedyOf(response, conflict, inactive, passing, refused, elsewhere))
        {
            Status = status,
            Code = code,
            Passing = passing,
            Outage = passing || refused || elsewhere,
            RetryAfter = PauseOf(response.Headers.RetryAfter),
        };
    }

    /// <summary>What it means that no answer came, or only a part of one.</summary>
    public MlflowException NoAnswer(Exception fault)
    {
        if (fault.InnerException is AuthenticationException refusal)
        {
            return new(
                $"its certificate cannot be trusted: {secrets.Hide(refusal.Message).TrimEnd('.')}.",
                "Let MLFLOW_TRACKING_SERVER_CERT_PATH name a file with the certificate of its authority, or add that to those that this machine trusts, or use the name that the certificate is for.") { Outage = true };
        }

        var reason = (fault.InnerException as SocketException)?.Message ?? fault.InnerException?.Message ?? fault.Message;

        return new($"there is no answer: {secrets.Hide(reason).TrimEnd('.')}.", "Start the server, or correct its address (MLFLOW_TRACKING_URI).") { Passing = true, Outage = true };
    }

    /// <summary>An answer's JSON; an empty one is an empty object.</summary>
    /// <exception cref="MlflowException">It is none.</exception>
    public JsonElement Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body.Length == 0 ? "{}" : body);

            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new MlflowException(
                $"its answer is no JSON but '{Shorten(secrets.Hide(TextOf(body)))}'.",
                "Check that this is the address of an MLflow tracking server, not of a page before it; MLFLOW_TRACKING_URI sets it.") { Outage = true };
        }
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

    private string RemedyOf(HttpResponseMessage response, bool conflict, bool inactive, bool passing, bool refused, bool elsewhere) => true switch
    {
        _ when conflict => "That run was logged with other parameters by another program: delete it in MLflow, and it is written anew.",
        _ when inactive => "Restore it in MLflow, or with the restore call of this client, and try again.",
        _ when refused => "Set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN, to what the server expects.",
        _ when elsewhere && response.Headers.Location is { } place => $"Use the address that it names: {secrets.Hide(place.ToString())}.",
        _ when elsewhere => "Check that this is the address of an MLflow tracking server; MLFLOW_TRACKING_URI sets it.",
        _ when passing => "Look into the server's log, and wait until it answers again.",
        _ => "Look into the server's log for what it did not accept.",
    };

    // No pause at all, or a moment that is past by this machine's clock, would mean to ask as fast as a server refuses.
    private static TimeSpan? PauseOf(RetryConditionHeaderValue? header) => (header?.Delta ?? (header?.Date - DateTimeOffset.UtcNow)) is { Ticks: > 0 } pause ? pause : null;

    [GeneratedRegex("<title>.*?</title>|<style.*?</style>|<script.*?</script>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Title();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
