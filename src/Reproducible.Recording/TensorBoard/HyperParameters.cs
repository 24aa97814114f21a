using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Reproducible.Recording.TensorBoard.Messages;
using Reproducible.Runs;

namespace Reproducible.Recording.TensorBoard;

/// <summary>
/// What the HParams tab knows of a run. Runs that differ in nothing but the seed are one group, whose metrics the tab averages;
/// so the seed is no hyper-parameter.
/// </summary>
internal static class HyperParameters
{
    public const string ExperimentTag = "_hparams_/experiment";
    public const string StartTag = "_hparams_/session_start_info";
    public const string EndTag = "_hparams_/session_end_info";

    private const string Plugin = "hparams";
    private const int Float32 = 1; // DT_FLOAT in TensorFlow's types.proto.

    public static Summary.Types.Value Start(string experiment, RunRecord run)
    {
        var settings = run.Spec.Settings.Where(setting => setting.Name != "seed").ToList();
        var start = new SessionStartInfo { GroupName = Group(experiment, run.Spec, settings), StartTimeSecs = EventFile.SecondsOf(run.Receipt.StartedAt) };
        foreach (var (name, value) in settings.OrderBy(setting => setting.Name, StringComparer.Ordinal))
        {
            start.Hparams[name] = Typed(value);
        }

        return Of(StartTag, new() { SessionStartInfo = start });
    }

    public static Summary.Types.Value End(Receipt receipt) => Of(EndTag, new()
    {
        SessionEndInfo = new()
        {
            Status = receipt.Status == RunStatus.Finished ? Status.Success : Status.Failure,
            EndTimeSecs = EventFile.SecondsOf(receipt.StartedAt) + receipt.TotalSeconds,
        },
    });

    /// <summary>A value that says all in its metadata, as the plugin wants it; the tensor is one of no elements.</summary>
    public static Summary.Types.Value Of(string tag, HParamsPluginData data) => new()
    {
        Tag = tag,
        Tensor = new() { Dtype = Float32, TensorShape = new() { Dim = { new TensorShapeProto.Types.Dim() } } },
        Metadata = new() { PluginData = new() { PluginName = Plugin, Content = data.ToByteString() } },
    };

    /// <summary>What an event says to the plugin; null when it speaks of something else.</summary>
    public static HParamsPluginData? In(Event entry) =>
        entry.Summary?.Value.FirstOrDefault(value => value.Metadata?.PluginData?.PluginName == Plugin)?.Metadata.PluginData.Content is { } content
            ? HParamsPluginData.Parser.ParseFrom(content)
            : null;

    private static string Group(string experiment, RunSpec spec, IEnumerable<(string Name, string Value)> settings)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', settings.Select(setting => $"{setting.Name}={setting.Value}"))));

        return $"{experiment} {spec.Strategy.Name} {Convert.ToHexStringLower(digest)[..8]}";
    }

    private static Value Typed(string text) => text switch
    {
        "true" or "false" => Value.ForBool(text == "true"),
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => Value.ForNumber(number),
        _ => Value.ForString(text),
    };
}
