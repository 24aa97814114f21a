using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Strategies;

namespace Reproducible.Tests.Store;

/// <summary>Receipts as runs write them, without the runs.</summary>
public sealed class StoreCareTests : IDisposable
{
    private static readonly Experiment Asked = new()
    {
        Backbones = [new SmallCnn(4)],
        Datasets = [new Digits { Classes = [0, 1] }],
        Strategies = [new FromScratch()],
        Seeds = [0],
    };

    private readonly TemporaryFolder folder = new();

    private LabOptions Options => new() { Results = folder.Path };

    private RunStore Store => new(Options.Store);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_changed_thread_count_is_the_reason()
    {
        Save(Asked.Runs[0], Options);

        Assert.Equal("threads 1 → 2", Reason(Options with { Threads = 2 }));
        Assert.Equal("instruction_set Native → Portable", Reason(Options with { InstructionSet = InstructionSet.Portable }).Split("; ").Single(text => text.StartsWith("instruction_set ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Changed_code_is_named_by_its_type()
    {
        var key = RunKey.Of(Asked.Runs[0], Options).Parts;
        var code = key[KeyParts.Code].Values!.ToDictionary();
        code["Reproducible.Strategies.FromScratch"] = new('0', 64);
        Save(new Dictionary<string, KeyPart>(key) { [KeyParts.Code] = KeyPart.Of(code) });

        Assert.Equal("code changed: Reproducible.Strategies.FromScratch", Reason(Options));
    }

    [Fact]
    public void No_byte_of_a_receipt_can_be_changed_unnoticed()
    {
        var id = Save(Asked.Runs[0], Options);
        var bytes = File.ReadAllBytes(Path.Combine(Store.FolderOf(id), ReceiptFile.Name));
        var end = bytes.AsSpan().LastIndexOf((byte)'}') - 2; // What follows the seal is the closing bracket.
        for (var at = 0; at < end; at++)
        {
            var altered = bytes.ToArray();
            altered[at] ^= 1;
            Assert.Throws<ReproducibleException>(() => ReceiptFile.Read(altered, id, "receipt"));
        }

        Assert.Equal(id, ReceiptFile.Read(bytes, id, "receipt").Id);
    }

    [Fact]
    public void What_no_plan_refers_to_is_deleted_and_what_is_planned_or_locked_stays()
    {
        var planned = Save(Asked.Runs[0], Options);
        var (orphan, locked) = (Save(Asked.Runs[0] with { Seed = 5 }, Options), Save(Asked.Runs[0] with { Seed = 6 }, Options));
        using var held = RunLock.TryTake(Path.Combine(Options.Store, ".running", $"{locked}.lock"));
        var garbage = new StoreGarbage(Store, Plan.Of([new("Asked", "", Asked)], Options).Runs);

        var found = Assert.Single(garbage.Find());
        Assert.Equal(Store.FolderOf(orphan), found.Path);
        Assert.True(garbage.Delete(found));
        Assert.Equal(new[] { planned, locked }.Order(StringComparer.Ordinal), Store.Ids);
    }

    private static string Reason(LabOptions options) => Assert.Single(Plan.Of([new("Asked", "", Asked)], options).Runs).Reason;

    private string Save(RunSpec spec, LabOptions options) => Save(RunKey.Of(spec, options).Parts);

    private string Save(IReadOnlyDictionary<string, KeyPart> key)
    {
        var id = RunKey.IdOf(key);
        Store.Objects.Put(CanonicalJson.Utf8(key[KeyParts.Code].Values!));
        var receipt = new Receipt
        {
            Id = id,
            Status = RunStatus.Finished,
            StartedAt = DateTimeOffset.UnixEpoch,
            Key = new Dictionary<string, KeyPart>(key) { [KeyParts.Code] = key[KeyParts.Code] with { Values = null } },
            Environment = new Dictionary<string, string>(),
        };
        Directory.CreateDirectory(Store.FolderOf(id));
        File.WriteAllBytes(Path.Combine(Store.FolderOf(id), ReceiptFile.Name), ReceiptFile.Write(receipt));

        return id;
    }
}
