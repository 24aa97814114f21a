using System.Security.Cryptography;
using System.Text.Json;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Verification;

/// <summary>Holds the entries of a zip against the receipts among them.</summary>
internal static class ArchiveCheck
{
    private const int MostTextBytes = 16 << 20;
    private const int MostRuns = 100;

    /// <summary>The receipts, the exported run's first, and SHA-256 of each entry by its name.</summary>
    /// <exception cref="ReproducibleException">Something is missing, damaged, altered or too much.</exception>
    public static (IReadOnlyList<Receipt> Chain, IReadOnlyDictionary<string, string> Hashes) Of(ArchiveReader archive)
    {
        var plan = Json<PlanEntry>(archive, ExportLayout.Plan);
        var chain = Chain(archive, plan.Id);
        var expected = ExportLayout.PathsOf(chain);
        if (archive.Names.Except(expected).FirstOrDefault() is { } stray)
        {
            throw archive.Refused($"it holds '{stray}', which no receipt in it names");
        }

        var hashes = expected.ToDictionary(path => path, path => archive.Read(path));
        var named = chain.SelectMany(run => run.Files.Select(file => ($"{run.Id}/{file.Key}", file.Value)))
            .Concat(chain.SelectMany(ExportLayout.ObjectsOf).Distinct().Select(sha256 => (ExportLayout.ObjectPath(sha256), sha256)));
        foreach (var (path, sha256) in named)
        {
            if (hashes[path] != sha256)
            {
                throw archive.Refused($"'{path}' has SHA-256 {hashes[path]}; its receipt says {sha256}");
            }
        }

        CheckTexts(archive, chain[0], plan, hashes);

        return (chain, hashes);
    }

    private static List<Receipt> Chain(ArchiveReader archive, string id)
    {
        var chain = new List<Receipt>();
        for (string? next = id; next is not null; next = chain[^1].SourceId)
        {
            var path = $"{next}/{ReceiptFile.Name}";
            if (chain.Count == MostRuns)
            {
                throw archive.Refused($"more than {MostRuns} runs start from one another, up to '{path}'");
            }

            var bytes = archive.Bytes(path, MostTextBytes);
            if (!IsReceipt(bytes))
            {
                throw archive.Refused($"'{path}' is no receipt");
            }

            chain.Add(ReceiptFile.Read(bytes, next, path));
            if (chain[^1].Files.Keys.FirstOrDefault(name => !IsOfRun(name)) is { } odd)
            {
                throw archive.Refused($"'{path}' names '{odd}', which is no file of a run's folder beside the receipt");
            }

            if (chain[^1].Status != RunStatus.Finished)
            {
                throw archive.Refused($"'{path}' is of a run that did not finish");
            }
        }

        return chain;
    }

    // Those three repeat what receipts say; an altered one would mislead whoever reads it alone.
    private static void CheckTexts(ArchiveReader archive, Receipt run, PlanEntry plan, Dictionary<string, string> hashes)
    {
        if (!ExportLayout.Json(plan).AsSpan().SequenceEqual(ExportLayout.Json(PlanEntry.Of(run))))
        {
            throw archive.Refused($"'{ExportLayout.Plan}' says other than the receipt of run {run.Id}");
        }

        var environment = Json<Dictionary<string, string>>(archive, ExportLayout.Environment);
        if (environment.Count != run.Environment.Count || environment.Any(fact => run.Environment.GetValueOrDefault(fact.Key) != fact.Value))
        {
            throw archive.Refused($"'{ExportLayout.Environment}' says other than the receipt of run {run.Id}");
        }

        var crate = Json<JsonElement>(archive, ExportLayout.Crate);
        if (!crate.TryGetProperty("@graph", out var graph) || graph.ValueKind != JsonValueKind.Array)
        {
            throw archive.Refused($"'{ExportLayout.Crate}' has no graph");
        }

        foreach (var entity in graph.EnumerateArray().Where(entity => entity.ValueKind == JsonValueKind.Object))
        {
            if (Text(entity, "@id") is { } id && hashes.TryGetValue(id, out var sha256) && id != ExportLayout.Crate && Text(entity, "sha256") != sha256)
            {
                throw archive.Refused($"'{ExportLayout.Crate}' does not say the SHA-256 of '{id}', {sha256}");
            }
        }
    }

    private static T Json<T>(ArchiveReader archive, string name)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(archive.Bytes(name, MostTextBytes), ReceiptFile.Json) ?? throw archive.Refused($"'{name}' holds null");
        }
        catch (JsonException fault)
        {
            throw archive.Refused($"'{name}' is not the JSON expected: {fault.Message}", fault);
        }
    }

    // The reader of receipts trusts those of its own store not to hold nulls where texts belong.
    private static bool IsReceipt(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);

            return !HasNull(document.RootElement)
                && document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("key", out var key)
                && key.ValueKind == JsonValueKind.Object
                && key.EnumerateObject().All(part => part.Value.ValueKind == JsonValueKind.Object && Text(part.Value, "sha256") is { Length: 2 * SHA256.HashSizeInBytes });
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsOfRun(string name) => name is not ("" or "." or ".." or ReceiptFile.Name) && name.IndexOfAny(['/', '\\']) < 0;

    private static bool HasNull(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Object => element.EnumerateObject().Any(member => HasNull(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(HasNull),
        _ => false,
    };

    private static string? Text(JsonElement entity, string name) =>
        entity.ValueKind == JsonValueKind.Object && entity.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
