using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Tests.Store;

/// <summary>Why a run that is stored is not reused.</summary>
public sealed class StoreCareTests : MadeRuns
{
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
        var bytes = File.ReadAllBytes(ReceiptOf(Store, id));
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
    public void A_receipt_of_another_format_is_the_reason()
    {
        var id = Save(Asked.Runs[0], Options);
        var path = ReceiptOf(Store, id);
        File.WriteAllText(path, "{ \"format\": 1, \"id\": \"0123456789abcdef\" }");

        Assert.Equal($"The receipt '{path}' is of format 1; this version reads and writes format 2.", Reason(Options));
    }

    [Fact]
    public void What_is_no_receipt_is_the_reason_and_hinders_no_other_run()
    {
        var (id, other) = (Save(Asked.Runs[0], Options), Save(Asked.Runs[0], Options with { Threads = 2 }));
        File.WriteAllText(ReceiptOf(Store, id), "{}");
        File.WriteAllText(ReceiptOf(Store, other), "[null");

        Assert.Contains("is damaged: it has no seal", Reason(Options), StringComparison.Ordinal);
        Assert.Equal("no receipt", Reason(Options with { Threads = 3 }));
    }

    [Fact]
    public void Metrics_that_were_edited_are_the_reason_and_so_are_those_that_are_gone()
    {
        var path = Path.Combine(Store.FolderOf(Save(Asked.Runs[0], Options)), RunFiles.Metrics);
        Assert.Equal("same key", Reason(Options));

        File.WriteAllText(path, File.ReadAllText(path).Replace("0.75", "0.85", StringComparison.Ordinal));
        Assert.StartsWith($"'{path}' has SHA-256 ", Reason(Options), StringComparison.Ordinal);

        File.Delete(path);
        Assert.Equal($"'{path}' is missing; the receipt names it.", Reason(Options));
    }

    private static string Reason(LabOptions options) => Assert.Single(Plan.Of([new("Asked", "", Asked)], options).Runs).Reason;
}
