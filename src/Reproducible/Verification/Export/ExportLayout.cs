using System.Text.Json;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Verification;

/// <summary>What lies where in an exported zip, besides each run's folder under its id.</summary>
internal static class ExportLayout
{
    /// <summary>RO-Crate 1.1; the zip's first entry.</summary>
    public const string Crate = "ro-crate-metadata.json";

    /// <summary>The exported run's entry in its plan: <see cref="PlanEntry"/>.</summary>
    public const string Plan = "plan.json";

    /// <summary><see cref="Receipt.Environment"/> of the exported run.</summary>
    public const string Environment = "environment.json";

    /// <summary>The folder of what many receipts share, a file by its SHA-256.</summary>
    public const string Objects = "objects/";

    /// <summary>Path in the zip of what many receipts share.</summary>
    public static string ObjectPath(string sha256) => $"{Objects}{sha256}";

    /// <summary>SHA-256 of the objects that a receipt names.</summary>
    public static IEnumerable<string> ObjectsOf(Receipt receipt) =>
        new[] { receipt.Key.GetValueOrDefault(KeyParts.Code) is { Values: null, Sha256: var code } ? code : null, receipt.Patch }.OfType<string>();

    /// <summary>All paths of a zip, in its order, the crate first.</summary>
    /// <param name="chain">The run, then its source, then that one's source.</param>
    public static IReadOnlyList<string> PathsOf(IReadOnlyList<Receipt> chain) =>
    [
        Crate, Plan, Environment,
        .. chain.SelectMany(PathsOf),
        .. chain.SelectMany(ObjectsOf).Distinct().Order(StringComparer.Ordinal).Select(ObjectPath),
    ];

    /// <summary>Paths of a run's files, its receipt first.</summary>
    public static IEnumerable<string> PathsOf(Receipt run) =>
        run.Files.Keys.Order(StringComparer.Ordinal).Prepend(ReceiptFile.Name).Select(name => $"{run.Id}/{name}");

    /// <summary>The bytes of a JSON file, with a line end.</summary>
    public static byte[] Json<T>(T value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, ReceiptFile.Json), (byte)'\n'];
}
