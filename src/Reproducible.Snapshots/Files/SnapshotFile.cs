using System.Text;

namespace Reproducible.Snapshots.Files;

/// <summary>
/// A snapshot on disk: UTF-8 without byte order mark, LF, no newline at the end. A mark or newlines that an editor added are no difference.
/// </summary>
/// <param name="folder">Absolute.</param>
/// <param name="name">Up to <c>.verified.</c>.</param>
/// <param name="extension">Without the dot.</param>
internal sealed class SnapshotFile(string folder, string name, string extension)
{
    internal string Prefix { get; } = Path.Combine(folder, name);

    internal string Verified { get; } = Path.Combine(folder, $"{name}.verified.{extension}");

    internal string Received { get; } = Path.Combine(folder, $"{name}.received.{extension}");

    /// <summary>To be typed into a shell, from any folder.</summary>
    internal string AcceptCommand => $"mv {Quoted(Received)} {Quoted(Verified)}";

    internal static string Normalise(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').TrimEnd('\n');

    /// <summary>Null when nothing has been accepted yet.</summary>
    internal async Task<string?> ReadVerifiedAsync() => File.Exists(Verified) ? Normalise(await File.ReadAllTextAsync(Verified)) : null;

    internal async Task WriteReceivedAsync(string text) => await WriteAsync(Received, text);

    internal async Task AcceptAsync(string text)
    {
        await WriteAsync(Verified, text);
        File.Delete(Received);
    }

    internal void DeleteReceived()
    {
        if (File.Exists(Received))
        {
            File.Delete(Received);
        }
    }

    private static async Task WriteAsync(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private static string Quoted(string path) => $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
