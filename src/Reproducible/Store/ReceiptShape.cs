using System.Buffers;
using Reproducible.Keys;
using Reproducible.Runs;

namespace Reproducible.Store;

/// <summary>What every receipt that a run wrote has, and one that somebody made by hand may lack: who reads a receipt relies on it.</summary>
internal static class ReceiptShape
{
    private const int HashDigits = 64;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>What is wrong, as the end of a sentence; null: nothing.</summary>
    public static string? Fault(Receipt receipt) =>
        KeyFault(receipt.Key)
        ?? (Enum.IsDefined(receipt.Status) ? null : $"its status is {(int)receipt.Status}.")
        ?? (receipt.Key.ContainsKey(KeyParts.Settings) ? null : $"its key has no {KeyParts.Settings}.")
        ?? (receipt.SourceId is { } source && !RunIds.IsWhole(source) ? $"it starts from run '{source}', which is no run's id." : null)
        ?? receipt.Files.Select(file => FileFault(file.Key, file.Value)).FirstOrDefault(fault => fault is not null)
        ?? HashFault("patch", receipt.Patch)
        ?? HashFault("weights_sha256", receipt.WeightsSha256)
        ?? HashFault("source_weights_sha256", receipt.SourceWeightsSha256)
        ?? (receipt.Features is null || receipt.Features.Any(use => use is null) ? "it holds null among its features." : null)
        ?? receipt.Features!.Select(use => HashFault($"features of {use.Split}", use.Key ?? "")).FirstOrDefault(fault => fault is not null)
        ?? TextFault(receipt.Environment)
        ?? (receipt.Test is null || IsWhole(receipt.Test) ? null : "its test has no confusion matrix.")
        ?? (receipt.TestByTask.FirstOrDefault(task => task.Value is null || !IsWhole(task.Value)).Key is { } task ? $"its test of the task '{task}' has no confusion matrix." : null)
        ?? (receipt.Status == RunStatus.Finished && (receipt.Test is null || receipt.WeightsSha256 is null) ? "it says finished, but holds no test or no weights' hash." : null);

    /// <summary>Whether a text is a SHA-256 as receipts have it.</summary>
    public static bool IsHash(string text) => text.Length == HashDigits && !text.AsSpan().ContainsAnyExcept(HexDigits);

    /// <summary>The same of a key alone, whatever parts it has.</summary>
    public static string? KeyFault(IReadOnlyDictionary<string, KeyPart> key)
    {
        foreach (var (name, part) in key)
        {
            if (part is null || HashFault(name, part.Sha256 ?? "") is not null)
            {
                return $"its key's {name} has no SHA-256.";
            }

            if (part.Values?.FirstOrDefault(value => value.Value is null).Key is { } missing)
            {
                return $"its key's {name} holds null for '{missing}'.";
            }
        }

        return null;
    }

    // A name with a folder in it would lead out of the run's own.
    private static string? FileFault(string name, string? sha256) =>
        name is "" or "." or ".." or ReceiptFile.Name || name.AsSpan().ContainsAny('/', '\\', '\0') ? $"it names '{name}', which is no file of its folder."
        : HashFault(name, sha256 ?? "");

    private static string? TextFault(IReadOnlyDictionary<string, string> texts) =>
        texts.FirstOrDefault(text => text.Value is null).Key is { } name ? $"its environment holds null for '{name}'." : null;

    private static string? HashFault(string of, string? sha256) =>
        sha256 is null || IsHash(sha256) ? null : $"the SHA-256 of {of} is '{sha256}'; expected {HashDigits} lower-case hex digits.";

    private static bool IsWhole(Metrics metrics) => metrics.Confusion is not null && metrics.Confusion.All(row => row is not null);
}
