using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Reproducible.Execution;

namespace Reproducible.Runs;

/// <summary>All that decides a run's numbers. Each part is hashed by itself, so that a difference can be named.</summary>
/// <param name="Parts">SHA-256 by part (settings, data, source, code, engine, device), 64 lower-case hex digits each.</param>
public sealed record RunKey(IReadOnlyDictionary<string, string> Parts)
{
    /// <summary>16 hex digits: the start of SHA-256 over the parts in ordinal order. The same question has the same id everywhere.</summary>
    public string Id { get; } = Hash(JsonSerializer.Serialize(new SortedDictionary<string, string>(Parts.ToDictionary(), StringComparer.Ordinal)))[..16];

    /// <summary>The key of a run. Reads no data and loads no libtorch.</summary>
    public static RunKey Of(RunSpec spec, LabOptions options) => new(new Dictionary<string, string>
    {
        ["settings"] = Hash(Lines(spec.Settings)),
        ["data"] = Hash(Lines(spec.Dataset.Files.Select(file => (file.Name, file.Sha256)))),
        ["source"] = Hash(spec.Source is { } source ? Of(source, options).Id : "none"),
        ["code"] = Hash(CodeIdentity.Of(spec)),
        ["engine"] = Hash(EngineIdentity.Text),
        ["device"] = Hash($"{options.Device}\n{options.InstructionSet}\nthreads=1"),
    });

    private static string Lines(IEnumerable<(string Name, string Value)> pairs) =>
        string.Join('\n', pairs.Select(pair => $"{pair.Name}={pair.Value}"));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
