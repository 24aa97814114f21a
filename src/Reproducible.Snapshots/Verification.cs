using System.Text;
using Reproducible.Snapshots.Comparison;
using Reproducible.Snapshots.Files;

namespace Reproducible.Snapshots;

/// <summary>One received text held against one verified file.</summary>
internal sealed class Verification(VerifySettings settings, string sourceFile)
{
    internal async Task RunAsync(string target, string extension)
    {
        VerifierSettings.Close();
        if (string.IsNullOrWhiteSpace(extension) || extension.StartsWith('.'))
        {
            throw new ArgumentException($"The extension is '{extension}'. Give it without the dot, such as csv.", nameof(extension));
        }

        var (file, received) = (Locate(extension), Scrub(target));
        var verified = await file.ReadVerifiedAsync();
        var result = verified is null
            ? CompareResult.NotEqual($"Received, {Lines(received)}:\n{received}")
            : await (settings.Comparer ?? VerifierSettings.ComparerFor(extension))(received, verified, settings.Context);
        if (result.IsEqual)
        {
            file.DeleteReceived();
            return;
        }

        var problem = $"{(verified is null ? "New" : "NotEqual")}: {Path.GetFileName(file.Verified)}\nDirectory: {Path.GetDirectoryName(file.Verified)}\n\n"
            + (result.Message ?? TextDiff.Of(received, verified!));
        if (settings.Accepts?.Invoke(file.Verified) == true)
        {
            await file.AcceptAsync(received);
            if (settings.ThrowsAfterAccepting)
            {
                throw new VerifyException($"{problem}\n\nAccepted, as AutoVerify was asked to.");
            }

            return;
        }

        throw new VerifyException($"{problem}\n\n{await KeepAsync(file, received)}");
    }

    private SnapshotFile Locate(string extension)
    {
        var test = RunningTest.Current;
        var folder = Path.IsPathFullyQualified(settings.Directory ?? "")
            ? settings.Directory!
            : Path.GetFullPath(Path.Combine(SourceFolder.Of(sourceFile, AppContext.BaseDirectory, Environment.CurrentDirectory), settings.Directory ?? ""));
        var file = new SnapshotFile(folder, SnapshotName.For(settings, test), extension);
        if (settings.RequiresUniquePrefix)
        {
            UsedNames.Claim(file.Prefix, test?.DisplayName ?? Path.GetFileName(sourceFile));
        }

        return file;
    }

    private string Scrub(string target)
    {
        var text = new StringBuilder(SnapshotFile.Normalise(target));
        settings.Scrubbers.Apply(text);
        VerifierSettings.Scrubbers.Apply(text);
        return SnapshotFile.Normalise(text.ToString());
    }

    // A folder that can't be written must not hide what differs.
    private static async Task<string> KeepAsync(SnapshotFile file, string received)
    {
        try
        {
            await file.WriteReceivedAsync(received);
            return $"To accept what was received:\n{file.AcceptCommand}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"What was received could not be written: {exception.Message} Make the folder writable and run the test again, then accept with:\n"
                + file.AcceptCommand;
        }
    }

    private static string Lines(string text) => text.Count(letter => letter == '\n') + 1 is var lines and > 1 ? $"{lines} lines" : "1 line";
}
