using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Verification;

namespace Reproducible.Tests.Verification.Export;

public sealed class RunExportTests(ExportedRuns runs) : IClassFixture<ExportedRuns>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Holds_the_run_its_source_and_the_code_that_both_name()
    {
        using var zip = ZipFile.OpenRead(runs.Zip);
        var (run, source) = (runs.Run.Receipt, runs.First.Receipt);
        string[] texts = ["ro-crate-metadata.json", "plan.json", "environment.json"];
        string[] files = ["receipt.json", "metrics.csv", "system.csv", "trace.bin", "weights.safetensors"];

        Assert.Equal("ro-crate-metadata.json", zip.Entries[0].FullName);
        Assert.Equal(
            texts
                .Concat(files.Select(file => $"{run.Id}/{file}"))
                .Concat(files.Select(file => $"{source.Id}/{file}"))
                .Concat(new[] { run.Key[KeyParts.Code].Sha256, source.Key[KeyParts.Code].Sha256, run.Patch, source.Patch }
                    .OfType<string>().Distinct().Order(StringComparer.Ordinal).Select(sha256 => $"objects/{sha256}")),
            zip.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public void Gives_the_same_bytes_each_time()
    {
        RunExport.Write(runs.Store, runs.Run.Receipt.Id, folder.File("again/run.zip"));

        Assert.Equal(File.ReadAllBytes(runs.Zip), File.ReadAllBytes(folder.File("again/run.zip")));
    }

    [Fact]
    public void The_plan_says_how_to_ask_for_the_run_again()
    {
        var plan = Json("plan.json");

        Assert.Equal((runs.Run.Receipt.Id, runs.First.Receipt.Id, "Small"), ((string?)plan["id"], (string?)plan["source"], (string?)plan["experiment"]));
        Assert.Equal("0", (string?)plan["settings"]!["seed"]);
    }

    [Fact]
    public void Every_id_that_the_crate_refers_to_is_defined_in_it_once()
    {
        var graph = Graph();
        var defined = graph.Select(entity => (string)entity["@id"]!).ToList();

        Assert.Equal(defined.Distinct(), defined);
        Assert.All(graph.SelectMany(References), id => Assert.Contains(id, defined));
        Assert.Equal("https://w3id.org/ro/crate/1.1", (string?)Entity("ro-crate-metadata.json")["conformsTo"]!["@id"]);
        Assert.Equal("./", (string?)Entity("ro-crate-metadata.json")["about"]!["@id"]);
        Assert.All(["name", "description", "datePublished", "license", "hasPart"], name => Assert.NotNull(Entity("./")[name]));
    }

    [Fact]
    public void The_crate_states_size_and_hash_of_every_other_file()
    {
        using var zip = ZipFile.OpenRead(runs.Zip);
        Assert.All(zip.Entries.Skip(1), entry =>
        {
            using var content = entry.Open();
            var entity = Entity(entry.FullName);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), (string?)entity["sha256"]);
            Assert.Equal($"{entry.Length}", (string?)entity["contentSize"]);
        });
    }

    [Fact]
    public void The_crate_has_each_folder_with_what_lies_in_it()
    {
        using var zip = ZipFile.OpenRead(runs.Zip);
        var folders = zip.Entries.Where(entry => entry.FullName.Contains('/', StringComparison.Ordinal)).ToLookup(entry => $"{entry.FullName.Split('/')[0]}/", entry => entry.FullName);

        Assert.Contains("objects/", folders.Select(inside => inside.Key));
        Assert.All(folders, inside =>
        {
            Assert.Equal("Dataset", (string?)Entity(inside.Key)["@type"]);
            Assert.Equal(inside, Ids(Entity(inside.Key)["hasPart"]!));
        });
        Assert.Equal(
            zip.Entries.Skip(1).Select(entry => entry.FullName).Where(path => !path.Contains('/', StringComparison.Ordinal)).Concat(folders.Select(inside => inside.Key)).Order(StringComparer.Ordinal),
            Ids(Entity("./")["hasPart"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_crate_says_what_the_run_used_and_made()
    {
        var (run, source) = (runs.Run.Receipt, runs.First.Receipt);
        var action = Entity($"#run-{run.Id}");
        var weights = Entity($"{run.Id}/weights.safetensors");

        Assert.Equal(["CreateAction", "prov:Activity"], action["@type"]!.AsArray().Select(type => (string?)type));
        Assert.Contains($"{source.Id}/weights.safetensors", Ids(action["object"]!));
        Assert.Contains($"#sha256-{run.Data.Values.First()}", Ids(action["prov:used"]!));
        Assert.Contains($"{run.Id}/weights.safetensors", Ids(action["result"]!));
        Assert.Equal($"#run-{run.Id}", (string?)weights["prov:wasGeneratedBy"]!["@id"]);
        Assert.Contains($"{source.Id}/weights.safetensors", Ids(weights["prov:wasDerivedFrom"]!));
        Assert.Equal($"#code-of-{run.Id}", (string?)action["instrument"]!["@id"]);
        Assert.Null(action["agent"]);
    }

    [Theory]
    [InlineData("weights.safetensors")]
    [InlineData("trace.bin")]
    [InlineData("metrics.csv")]
    [InlineData("receipt.json")]
    public void A_damaged_file_is_named_and_nothing_written(string name)
    {
        var store = runs.Copy(folder);
        var path = Path.Combine(store.FolderOf(runs.First.Receipt.Id), name);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);

        var fault = Assert.Throws<ReproducibleException>(() => RunExport.Write(store, runs.Run.Receipt.Id, folder.File("out/run.zip")));
        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
        Assert.Contains(runs.First.Receipt.Id, fault.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("out")));
    }

    [Fact]
    public void A_run_without_its_source_is_not_exported()
    {
        var store = runs.Copy(folder);
        Directory.Delete(store.FolderOf(runs.First.Receipt.Id), recursive: true);

        var fault = Assert.Throws<ReproducibleException>(() => RunExport.Write(store, runs.Run.Receipt.Id, folder.File("run.zip")));
        Assert.Contains($"no run '{runs.First.Receipt.Id}'", fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("run.zip")));
    }

    [Fact]
    public void A_run_that_failed_is_not_exported()
    {
        var store = runs.Copy(folder);
        var id = runs.First.Receipt.Id;
        File.WriteAllBytes(Path.Combine(store.FolderOf(id), ReceiptFile.Name), ReceiptFile.Write(runs.First.Receipt with { Status = RunStatus.Failed, Error = "The loss broke." }));

        var fault = Assert.Throws<ReproducibleException>(() => RunExport.Write(store, id, folder.File("run.zip")));
        Assert.Contains("is failed, not finished: The loss broke.", fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("run.zip")));
    }

    public void Dispose() => folder.Dispose();

    private JsonNode Json(string name)
    {
        using var zip = ZipFile.OpenRead(runs.Zip);
        using var content = zip.GetEntry(name)!.Open();

        return JsonSerializer.Deserialize<JsonNode>(content)!;
    }

    private List<JsonNode> Graph() => [.. Json("ro-crate-metadata.json")["@graph"]!.AsArray().Select(entity => entity!)];

    private JsonNode Entity(string id) => Assert.Single(Graph(), entity => (string?)entity["@id"] == id);

    private static IEnumerable<string> Ids(JsonNode references) => references.AsArray().Select(reference => (string)reference!["@id"]!);

    /// <summary>Ids in an entity's members, not its own.</summary>
    private static IEnumerable<string> References(JsonNode entity) => entity.AsObject()
        .SelectMany(member => member.Value is JsonArray several ? several.AsEnumerable() : [member.Value])
        .OfType<JsonObject>()
        .Select(reference => (string)reference["@id"]!);
}
