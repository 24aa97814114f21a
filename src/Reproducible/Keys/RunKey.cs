using System.Collections.Concurrent;
using Reproducible.Execution;
using Reproducible.Runs;

namespace Reproducible.Keys;

/// <summary>All that decides a run's numbers, part by part.</summary>
/// <param name="Parts">By name: <see cref="KeyParts"/>.</param>
public sealed record RunKey(IReadOnlyDictionary<string, KeyPart> Parts)
{
    private static readonly ConcurrentDictionary<string, KeyPart> Known = new(StringComparer.Ordinal);

    /// <summary>16 hex digits: the start of SHA-256 over the parts' hashes as canonical JSON. The same question has the same id everywhere.</summary>
    public string Id { get; } = IdOf(Parts);

    /// <summary>The key of a run. Reads no data and loads no libtorch.</summary>
    public static RunKey Of(RunSpec spec, LabOptions options) => Of(spec, options, source => Of(source, options));

    /// <summary>The same, where keys of sources may be known already.</summary>
    internal static RunKey Of(RunSpec spec, LabOptions options, Func<RunSpec, RunKey> keyOf) => new(new Dictionary<string, KeyPart>
    {
        [KeyParts.Settings] = KeyPart.Of(spec.Settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))),
        [KeyParts.Data] = Shared(spec.Dataset.Files.Select(file => KeyValuePair.Create(file.Name, file.Sha256))),
        [KeyParts.Source] = KeyPart.Of(spec.Source is { } source ? [KeyValuePair.Create("run", keyOf(source).Id)] : []),
        [KeyParts.Code] = CodeIdentity.Of(spec),
        [KeyParts.Engine] = EngineIdentity.Part,
        [KeyParts.Device] = Shared(DeviceIdentity.Of(options.Device)),
        [KeyParts.Threads] = One("threads", options.Threads.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        [KeyParts.InstructionSet] = Shared(ProcessorIdentity.Of(options.InstructionSet)),
        [KeyParts.Dtype] = One("dtype", spec.Recipe.Dtype),
    });

    /// <summary>The id that belongs to parts.</summary>
    public static string IdOf(IReadOnlyDictionary<string, KeyPart> parts) =>
        CanonicalJson.Sha256(parts.Select(part => KeyValuePair.Create(part.Key, part.Value.Sha256)))[..16];

    private static KeyPart One(string name, string value) => Shared([KeyValuePair.Create(name, value)]);

    /// <summary>A part that most runs of a process have in common is hashed once.</summary>
    private static KeyPart Shared(IEnumerable<KeyValuePair<string, string>> values)
    {
        var kept = values.ToList();

        return Known.GetOrAdd(string.Join('\n', kept), _ => KeyPart.Of(kept));
    }
}
