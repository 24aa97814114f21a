using System.Runtime.CompilerServices;
using System.Text;
using Reproducible.Snapshots.Serialization;

namespace Reproducible.Snapshots;

/// <summary>
/// Holds what a test made against a file beside its source: <c>Type.Method_parameter=value.verified.ext</c>.
/// A mismatch leaves a <c>.received.</c> file and fails with the command that accepts it.
/// </summary>
public static class Verifier
{
    /// <summary>A text as it is, anything else as Verify writes objects, in a <c>.txt</c>.</summary>
    public static SettingsTask Verify(object? target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        new(settings, current => new Verification(current, sourceFile).RunAsync(TextOf(target, current), "txt"));

    /// <summary>A text as it is, in a <c>.txt</c>.</summary>
    public static SettingsTask Verify(string? target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Verify(target, "txt", settings, sourceFile);

    /// <summary>A text as it is.</summary>
    /// <param name="target">Line ends become LF; newlines at the end are dropped. Null is the text <c>null</c>.</param>
    /// <param name="extension">Without the dot. Decides the comparer: see <see cref="VerifierSettings.RegisterStringComparer"/>.</param>
    /// <param name="settings">For this verification; copied.</param>
    /// <param name="sourceFile">Filled in by the compiler.</param>
    public static SettingsTask Verify(string? target, string extension, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        new(settings, current => new Verification(current, sourceFile).RunAsync(target ?? "null", extension));

    /// <summary>What <paramref name="target"/> comes to.</summary>
    public static SettingsTask Verify<T>(Task<T> target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Verify(() => target, settings, sourceFile);

    /// <summary>What <paramref name="target"/> comes to.</summary>
    public static SettingsTask Verify<T>(Func<Task<T>> target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        new(settings, async current => await new Verification(current, sourceFile).RunAsync(TextOf(await target(), current), "txt"));

    /// <summary>JSON, indented and without quotes as Verify writes objects, its members in the order they come in.</summary>
    /// <exception cref="System.Text.Json.JsonException">The text is not JSON.</exception>
    public static SettingsTask VerifyJson(string? target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        new(settings, current => new Verification(current, sourceFile).RunAsync(JsonText.Of(target ?? "null"), "txt"));

    /// <summary>The exception that <paramref name="target"/> throws: type, message and its own members.</summary>
    public static SettingsTask Throws(Action target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        ThrowsTask(
            () =>
            {
                target();
                return Task.CompletedTask;
            },
            settings,
            sourceFile);

    /// <inheritdoc cref="Throws(Action, VerifySettings?, string)"/>
    public static SettingsTask Throws(Func<object?> target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Throws(() => { _ = target(); }, settings, sourceFile);

    /// <inheritdoc cref="Throws(Action, VerifySettings?, string)"/>
    public static SettingsTask ThrowsTask(Func<Task> target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        new(settings, async current => await new Verification(current, sourceFile).RunAsync(TextOf(await Caught(target), current), "txt"));

    private static string TextOf(object? target, VerifySettings settings) => target switch
    {
        string text => text,
        StringBuilder text => text.ToString(),
        _ => new ObjectWriter(settings).Write(target),
    };

    private static async Task<Exception> Caught(Func<Task> target)
    {
        try
        {
            await target();
        }
        catch (Exception exception)
        {
            return exception;
        }

        throw new VerifyException("An exception was expected, and none was thrown.");
    }
}
