using System.Globalization;
using System.Security.Cryptography;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Recording.Mlflow.Shipping;

/// <summary>A run as its receipt says it, in texts: the types that declared it may be gone.</summary>
/// <param name="receipt">What came out.</param>
/// <param name="epochs">Asked at most once, when the run is written.</param>
/// <param name="folder">Absolute path of its folder in the store.</param>
internal sealed class StoredRun(Receipt receipt, Func<IReadOnlyList<EpochMetrics>> epochs, string folder)
{
    private readonly Lazy<string> hash = new(() => HashOf(receipt, folder));

    public StoredRun(RunRecord run)
        : this(run.Receipt, () => run.Epochs, run.Folder)
    {
    }

    public Receipt Receipt => receipt;

    public string Folder => folder;

    /// <summary>One an epoch, in order.</summary>
    public IReadOnlyList<EpochMetrics> Epochs() => epochs();

    /// <summary>SHA-256 of the receipt as it lies in the store.</summary>
    public string ReceiptSha256 => hash.Value;

    public string Strategy => PartOf("strategy");

    public string Dataset => PartOf("dataset");

    public string Backbone => PartOf("backbone");

    public int Seed => int.Parse(receipt.Settings["seed"], CultureInfo.InvariantCulture);

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public long Start => receipt.StartedAt.ToUnixTimeMilliseconds();

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public long End => Start + (long)(receipt.TotalSeconds * 1000);

    /// <summary>The settings as one text, by which a run is found among declared ones.</summary>
    public string SettingsText => TextOf(receipt.Settings.Select(setting => (setting.Key, setting.Value)));

    /// <summary><see cref="SettingsText"/> of a run that is declared.</summary>
    public static string TextOf(IEnumerable<(string Name, string Value)> settings) =>
        string.Join('\n', settings.Select(setting => $"{setting.Name}={setting.Value}").Order(StringComparer.Ordinal));

    // Part.ToString() in reverse: settings are written in snake_case, an underscore before each capital.
    private string PartOf(string role)
    {
        var settings = string.Join(", ", receipt.Settings
            .Where(setting => setting.Key.StartsWith($"{role}.", StringComparison.Ordinal))
            .Select(setting => $"{Pascal(setting.Key[(role.Length + 1)..])}={setting.Value}"));
        var name = receipt.Settings.GetValueOrDefault(role, "");

        return settings.Length == 0 ? name : $"{name}({settings})";
    }

    private static string Pascal(string name) =>
        string.Concat(name.Split('_').Select(word => word.Length == 0 ? "_" : $"{char.ToUpperInvariant(word[0])}{word[1..]}"));

    private static string HashOf(Receipt receipt, string folder)
    {
        var file = Path.Combine(folder, ReceiptFile.Name);

        return Convert.ToHexStringLower(SHA256.HashData(File.Exists(file) ? File.ReadAllBytes(file) : ReceiptFile.Write(receipt)));
    }
}
