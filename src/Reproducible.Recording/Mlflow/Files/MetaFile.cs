using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Reproducible.Recording.Mlflow.Files;

/// <summary>MLflow's meta.yaml files: one flat map, keys in order, text quoted where YAML would read it as something else.</summary>
internal static partial class MetaFile
{
    public const string Name = "meta.yaml";

    /// <summary>The file's text, LF.</summary>
    /// <param name="values">Text, integers, null, an empty array, or a map of text.</param>
    public static string Text(IReadOnlyDictionary<string, object?> values)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings().WithBestWidth(int.MaxValue));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        EmitMap(emitter, values);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());

        // The emitter ends a document whose last value is plain with "...".
        var yaml = text.ToString();

        return yaml.EndsWith("...\n", StringComparison.Ordinal) ? yaml[..^4] : yaml;
    }

    /// <summary>The scalars of a file by key; null when it is not there or is no map.</summary>
    public static IReadOnlyDictionary<string, string>? Read(string folder)
    {
        try
        {
            using var file = File.OpenText(Path.Combine(folder, Name));
            var yaml = new YamlStream();
            yaml.Load(file);

            return yaml.Documents is [{ RootNode: YamlMappingNode map }]
                ? map.Where(pair => pair.Value is YamlScalarNode).ToDictionary(pair => pair.Key.ToString(), pair => ((YamlScalarNode)pair.Value).Value ?? "")
                : null;
        }
        catch (Exception fault) when (fault is IOException or YamlException)
        {
            return null;
        }
    }

    private static void EmitMap(Emitter emitter, IReadOnlyDictionary<string, object?> values)
    {
        emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, values.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
        foreach (var (key, value) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            EmitText(emitter, key);
            switch (value)
            {
                case null: EmitPlain(emitter, "null"); break;
                case string text: EmitText(emitter, text); break;
                case long number: EmitPlain(emitter, number.ToString(CultureInfo.InvariantCulture)); break;
                case IReadOnlyDictionary<string, object?> map: EmitMap(emitter, map); break;
                default:
                    emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Flow));
                    emitter.Emit(new SequenceEnd());
                    break;
            }
        }

        emitter.Emit(new MappingEnd());
    }

    private static void EmitPlain(Emitter emitter, string text) =>
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: false));

    // The emitter quotes what would break the syntax; what would only change the type is for us to see.
    private static void EmitText(Emitter emitter, string text)
    {
        var style = text.Any(char.IsControl) ? ScalarStyle.DoubleQuoted : OtherType().IsMatch(text) ? ScalarStyle.SingleQuoted : ScalarStyle.Any;
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: true, isQuotedImplicit: true));
    }

    // What YAML 1.1, which MLflow reads, takes for a number, truth value, null, date, merge or value key; generous, since a quote too many costs nothing.
    [GeneratedRegex(@"^([-+.]?[0-9][-+0-9a-fA-FxoeE._:tTzZ ]*|[-+]?\.(inf|nan)|~|null|true|false|yes|no|on|off|y|n|<<|=|)$", RegexOptions.IgnoreCase)]
    private static partial Regex OtherType();
}
