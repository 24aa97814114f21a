using System.Security.Cryptography;
using System.Text;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Statistics;

namespace Reproducible.Recording.Mlflow.Shipping;

/// <summary>
/// Runs whose keys differ in the seed alone, and what they say together; in MLflow a parent run with these as its children. Another
/// recipe, other code or another libtorch is another group: their numbers are never averaged.
/// </summary>
/// <param name="Runs">In order of their seeds.</param>
/// <param name="Gain">Over from-scratch, paired by seed; null where nothing pairs.</param>
internal sealed record SeedGroup(IReadOnlyList<StoredRun> Runs, Interval? Gain)
{
    private const string Seed = "seed";

    /// <summary>The group's id, which no run's id looks like: <c>seeds-</c> and 16 hex digits.</summary>
    public string Id { get; } = IdOf(Runs[0].Receipt);

    /// <summary>The run that speaks for settings and environment: the last that began.</summary>
    public StoredRun Newest { get; } = Runs.MaxBy(run => run.Start)!;

    /// <summary>Runs that finished, in order of their seeds.</summary>
    public IReadOnlyList<StoredRun> Tested { get; } = [.. Runs.Where(run => run.Receipt.Test is not null)];

    /// <summary>Test accuracy over seeds; null when no run finished.</summary>
    public Interval? Accuracy => Tested.Count > 0 ? Interval.Of([.. Tested.Select(run => run.Receipt.Test!.Accuracy)]) : null;

    /// <summary>What the gain's interval says.</summary>
    public Verdict Verdict => Gain?.Verdict ?? Verdict.None;

    public string Strategy => Runs[0].Strategy;

    public string Dataset => Runs[0].Dataset;

    public string Backbone => Runs[0].Backbone;

    /// <summary>The runs by group; groups in the order in which their first runs come.</summary>
    /// <param name="gain">Asked for each group.</param>
    public static IReadOnlyList<SeedGroup> Of(IEnumerable<StoredRun> runs, Func<IReadOnlyList<StoredRun>, Interval?> gain) =>
        [.. runs.GroupBy(run => IdOf(run.Receipt)).Select(group => group.OrderBy(run => run.Seed).ToList()).Select(group => new SeedGroup(group, gain(group)))];

    /// <summary>The settings but the seed, in the receipt's order.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings => SettingsOf(Runs[0].Receipt);

    /// <summary>The id of the group that a run belongs to.</summary>
    public static string IdOf(Receipt receipt)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in SettingsOf(receipt).OrderBy(setting => setting.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append('=').Append(value).Append('\n');
        }

        foreach (var (name, part) in receipt.Key.Where(part => part.Key != KeyParts.Settings).OrderBy(part => part.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append(' ').Append(part.Sha256).Append('\n');
        }

        return $"seeds-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16]}";
    }

    private static IEnumerable<KeyValuePair<string, string>> SettingsOf(Receipt receipt) => receipt.Settings.Where(setting => setting.Key != Seed);
}
