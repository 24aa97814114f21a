using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Reproducible.Keys;
using Reproducible.Store;
using Reproducible.Verification;

namespace Reproducible.Tests.Store;

/// <summary>Receipts that no run wrote. They are sealed as whoever makes one can do, so that the seal is not what finds them.</summary>
public sealed class ReceiptFileTests : MadeRuns
{
    private readonly string id;
    private readonly string path;
    private readonly byte[] bytes;

    public ReceiptFileTests()
    {
        id = Save(Asked.Runs[0], Options);
        path = ReceiptOf(Store, id);
        bytes = File.ReadAllBytes(path);
    }

    [Fact]
    public void The_seal_made_here_is_the_one_that_is_written() => Assert.Equal(bytes, Sealed(JsonNode.Parse(bytes)!.AsObject()));

    [Theory]
    [InlineData(1, true, "Its run is executed again once an experiment asks for it")]
    [InlineData(1, false, "Its run is executed again once an experiment asks for it")]
    [InlineData(3, true, "Use the newer version that wrote it")]
    public void Another_format_is_named_as_such(int format, bool isSealed, string remedy)
    {
        var receipt = new JsonObject { ["id"] = id, ["format"] = format, ["settings"] = "of another shape" };
        var fault = Assert.Throws<ReproducibleException>(() => ReceiptFile.Read(isSealed ? Sealed(receipt) : Encoding.UTF8.GetBytes(receipt.ToJsonString()), id, "here"));

        Assert.Equal($"The receipt 'here' is of format {format}; this version reads and writes format 2.", fault.Problem);
        Assert.StartsWith(remedy, fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flipped_bit_in_the_format_is_damage_and_no_other_format()
    {
        var altered = bytes.ToArray();
        altered[altered.AsSpan().IndexOf("\"format\": 2"u8) + 10] ^= 1;

        Assert.Contains("it was altered after it was written", Fault(altered), StringComparison.Ordinal);
    }

    [Fact]
    public void Cut_at_any_byte_it_is_damaged()
    {
        // What follows the last bracket is white space.
        for (var length = 0; length < bytes.Length - 1; length++)
        {
            Assert.Contains("is damaged: ", Fault(bytes[..length]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Null_is_read_only_where_a_receipt_may_lack_something()
    {
        var accepted = Places(JsonNode.Parse(bytes)!).Where(place => IsRead(place, null)).ToList();

        Assert.Equal(
            KeyParts.ByEffect.Where(part => part != KeyParts.Code).Select(part => $"$.key.{part}.values")
                .Concat(["$.experiment", "$.overrides.seeds", "$.overrides.epochs", "$.patch", "$.source_weights_sha256"]).Order(StringComparer.Ordinal),
            accepted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_value_of_another_type_is_never_read()
    {
        JsonNode[] others = [JsonValue.Create("text"), JsonValue.Create(-1.5), JsonValue.Create(true), new JsonArray(), new JsonObject(), new JsonArray((JsonNode?)null), new JsonObject { ["x"] = null }];
        var root = JsonNode.Parse(bytes)!;
        foreach (var (place, other) in Places(root).SelectMany(place => others.Select(other => (place, other))))
        {
            // One of the same type may be read, and breaks nothing either.
            Assert.False(IsRead(place, other) && At(root, place).GetValueKind() != other.GetValueKind(), $"{place}: {other.ToJsonString()}");
        }
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("/etc/passwd")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("..")]
    [InlineData("")]
    public void A_file_outside_of_the_run_s_folder_is_refused_by_all_who_read(string name)
    {
        var receipt = JsonNode.Parse(bytes)!.AsObject();
        receipt["files"]!.AsObject()[name] = new string('0', 64);
        File.WriteAllBytes(path, Sealed(receipt));
        var said = $"is damaged: it names '{name}', which is no file of its folder.";

        Assert.Contains(said, Assert.Single(RunCheck.Faults(Store, id)), StringComparison.Ordinal);
        Assert.Contains(said, Assert.Single(StoreChecks.Of(Store), finding => finding.Severity == Severity.Fail).Found, StringComparison.Ordinal);
        Assert.Contains(said, Assert.Single(Planned.Runs).Reason, StringComparison.Ordinal);
    }

    private static byte[] Sealed(JsonObject receipt)
    {
        receipt.Remove("seal");
        var body = receipt.ToJsonString(ReceiptFile.Json)[..^2];

        return Encoding.UTF8.GetBytes($"{body},\n  \"seal\": \"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}\"\n}}\n");
    }

    private string Fault(byte[] altered) => Assert.Throws<ReproducibleException>(() => ReceiptFile.Read(altered, id, "here")).Problem;

    /// <summary>The places in a JSON text below its root, the seal's left out.</summary>
    private static IEnumerable<string> Places(JsonNode node) => node switch
    {
        JsonObject members => members.Where(member => member.Value is not null && member.Key != "seal").SelectMany(member => Places(member.Value!).Prepend(member.Value!.GetPath())),
        JsonArray items => items.SelectMany(item => Places(item!).Prepend(item!.GetPath())),
        _ => [],
    };

    /// <summary>Alters one place, and has everything that looks at receipts look at it: none may break.</summary>
    /// <returns>Whether it was read as a receipt.</returns>
    private bool IsRead(string place, JsonNode? other)
    {
        var root = JsonNode.Parse(bytes)!.AsObject();
        var node = At(root, place);
        if (node.Parent is JsonArray items)
        {
            items[items.IndexOf(node)] = other?.DeepClone();
        }
        else
        {
            node.Parent!.AsObject()[node.GetPropertyName()] = other?.DeepClone();
        }

        File.WriteAllBytes(path, Sealed(root));
        _ = StoreChecks.Of(Store).Concat(new StoreGarbage(Store, Planned.Runs).Find().Select(garbage => new Finding(Severity.Ok, "", garbage.Reason))).Count();
        _ = new StoreIndex(Store).Why(RunKey.Of(Asked.Runs[0], Options with { Threads = 2 }), _ => null);
        try
        {
            ReceiptFile.Write(ReceiptFile.Read(File.ReadAllBytes(path), id, path));

            return true;
        }
        catch (ReproducibleException)
        {
            return false;
        }
    }

    private static JsonNode At(JsonNode node, string place) => Find(node, place) ?? throw new ArgumentException($"There is no {place}.", nameof(place));

    private static JsonNode? Find(JsonNode node, string place) => node.GetPath() == place ? node : node switch
    {
        JsonObject members => members.Select(member => member.Value is null ? null : Find(member.Value, place)).FirstOrDefault(found => found is not null),
        JsonArray items => items.Select(item => item is null ? null : Find(item, place)).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
