using System.Globalization;
using System.Text.Json.Nodes;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Verification;

/// <summary>Says in JSON-LD what an exported zip holds and what came of what.</summary>
/// <remarks>Sources: RO-Crate 1.1 (https://w3id.org/ro/crate/1.1) with the terms of schema.org, and W3C PROV-O (http://www.w3.org/ns/prov#).</remarks>
internal static class RoCrate
{
    private const string Specification = "https://w3id.org/ro/crate/1.1";
    private const string Unknown = "unknown";

    /// <param name="chain">The run, then its sources.</param>
    /// <param name="files">Bytes and SHA-256 of each other entry, by path.</param>
    public static byte[] Write(IReadOnlyList<Receipt> chain, IReadOnlyDictionary<string, (long Length, string Sha256)> files)
    {
        var entities = new List<JsonObject>
        {
            Entity(ExportLayout.Crate, ["CreativeWork"], ("conformsTo", Reference(Specification)), ("about", Reference("./"))),
            Entity(Specification, ["CreativeWork"], ("name", "RO-Crate Metadata Specification 1.1")),
            Root(chain, files.Keys),
        };
        entities.AddRange(Objects(files.Keys));
        entities.AddRange(chain.Select(run => Entity($"{run.Id}/", ["Dataset"], ("name", $"Run {run.Id}"), ("hasPart", References(ExportLayout.PathsOf(run))))));
        entities.AddRange(files.Select(file => FileEntity(chain, file.Key, file.Value.Length, file.Value.Sha256)));
        entities.AddRange(chain.SelectMany(run => run.Data).DistinctBy(data => data.Value).Select(data => Entity(
            DataId(data.Value), ["CreativeWork", "prov:Entity"], ("name", data.Key), ("description", "A data file that was read; not contained."), ("sha256", data.Value))));
        entities.AddRange(chain.Select(Code));
        entities.AddRange(chain.Select(Action));

        return ExportLayout.Json(new JsonObject
        {
            ["@context"] = new JsonArray($"{Specification}/context", new JsonObject { ["prov"] = "http://www.w3.org/ns/prov#", ["sha256"] = "http://schema.org/sha256" }),
            ["@graph"] = new JsonArray([.. entities]),
        });
    }

    private static JsonObject Root(IReadOnlyList<Receipt> chain, IEnumerable<string> paths) => Entity(
        "./",
        ["Dataset"],
        ("name", $"Run {chain[0].Id}{(chain[0].Experiment is { } experiment ? $" of {experiment}" : "")}"),
        ("description", $"A training run that can be executed again and compared bit for bit: receipt, trace, metrics and weights{(chain.Count > 1 ? ", with those of the runs it starts from" : "")}."),
        ("datePublished", Time(chain[0].StartedAt)),
        ("license", "None was chosen for this run: ask whoever handed it over before you use it further. Data files and code have their owners' licences."),
        ("hasPart", References(paths.Where(path => !path.Contains('/', StringComparison.Ordinal))
            .Concat(Objects(paths).Select(folder => (string)folder["@id"]!))
            .Concat(chain.Select(run => $"{run.Id}/")))),
        ("mentions", References(chain.Select(RunId))));

    // None where no receipt names an object: a folder of a zip is there by what is in it.
    private static IEnumerable<JsonObject> Objects(IEnumerable<string> paths) => paths.Where(IsObject).ToList() is { Count: > 0 } objects
        ? [Entity(ExportLayout.Objects, ["Dataset"], ("name", "Code and patches"), ("description", "What receipts name by SHA-256, which is the file's name."), ("hasPart", References(objects)))]
        : [];

    private static bool IsObject(string path) => path.StartsWith(ExportLayout.Objects, StringComparison.Ordinal);

    private static JsonObject FileEntity(IReadOnlyList<Receipt> chain, string path, long length, string sha256)
    {
        var entity = Entity(
            path,
            ["File", "prov:Entity"],
            ("name", Path.GetFileName(path)),
            ("contentSize", length.ToString(CultureInfo.InvariantCulture)),
            ("encodingFormat", Format(chain, path)),
            ("sha256", sha256));
        if (chain.FirstOrDefault(run => path.StartsWith($"{run.Id}/", StringComparison.Ordinal)) is { } run)
        {
            entity["prov:wasGeneratedBy"] = Reference(RunId(run));
            entity["prov:wasDerivedFrom"] = References(InputsOf(run));
        }

        return entity;
    }

    private static JsonObject Code(Receipt run)
    {
        var code = Entity(
            CodeId(run),
            ["SoftwareSourceCode", "prov:Entity"],
            ("name", $"Code that computed run {run.Id}"),
            ("programmingLanguage", "C#"),
            ("sha256", run.Key.GetValueOrDefault(KeyParts.Code)?.Sha256 ?? Unknown),
            ("hasPart", References(ExportLayout.ObjectsOf(run).Distinct().Select(ExportLayout.ObjectPath))));
        if (run.Environment.GetValueOrDefault("commit") is { } commit && commit != Unknown)
        {
            code["version"] = commit;
        }

        if (run.Patch is { } patch)
        {
            code["description"] = $"The commit with the patch {ExportLayout.ObjectPath(patch)} applied.";
        }

        return code;
    }

    private static JsonObject Action(Receipt run) => Entity(
        RunId(run),
        ["CreateAction", "prov:Activity"],
        ("name", $"Training, run {run.Id}"),
        ("instrument", Reference(CodeId(run))),
        ("object", References(InputsOf(run))),
        ("result", References(ExportLayout.PathsOf(run))),
        ("startTime", Time(run.StartedAt)),
        ("endTime", Time(run.StartedAt.AddSeconds(run.TotalSeconds))),
        ("prov:used", References(InputsOf(run).Append(CodeId(run)))));

    private static IEnumerable<string> InputsOf(Receipt run) =>
        run.Data.Values.Distinct().Select(DataId).Concat(run.SourceId is { } source ? [$"{source}/{RunFiles.Weights}"] : []);

    private static string Format(IReadOnlyList<Receipt> chain, string path) => Path.GetExtension(path) switch
    {
        ".json" => "application/json",
        ".csv" => "text/csv",
        _ when chain.Any(run => run.Patch is { } patch && path == ExportLayout.ObjectPath(patch)) => "text/x-diff",
        _ when IsObject(path) => "application/json",
        _ => "application/octet-stream",
    };

    private static JsonObject Entity(string id, string[] types, params (string Name, JsonNode? Value)[] members)
    {
        var entity = new JsonObject { ["@id"] = id, ["@type"] = types is [var only] ? only : new JsonArray([.. types.Select(type => JsonValue.Create(type))]) };
        foreach (var (name, value) in members)
        {
            entity[name] = value;
        }

        return entity;
    }

    private static JsonObject Reference(string id) => new() { ["@id"] = id };

    private static JsonArray References(IEnumerable<string> ids) => new([.. ids.Select(Reference)]);

    private static string DataId(string sha256) => $"#sha256-{sha256}";

    private static string CodeId(Receipt run) => $"#code-of-{run.Id}";

    private static string RunId(Receipt run) => $"#run-{run.Id}";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
