using System.IO.Compression;
using System.Text;
using Reproducible.Store;
using Reproducible.Verification;

namespace Reproducible.Tests.Verification.Export;

public sealed class RunImportTests(ExportedRuns runs) : IClassFixture<ExportedRuns>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Id => runs.Run.Receipt.Id;

    [Fact]
    public void What_comes_out_is_what_went_in_and_the_store_reads_it()
    {
        var imported = RunImport.Open(runs.Zip, folder.File("store"));

        Assert.Equal((Id, runs.First.Receipt.Id), (imported.Id, Assert.Single(imported.SourceIds)));
        var store = new RunStore(folder.File("store"));
        Assert.Equal(Files(runs.Store.FolderOf(Id)), Files(store.FolderOf(Id)));
        Assert.Equal(Files(runs.Store.FolderOf(runs.First.Receipt.Id)), Files(store.FolderOf(runs.First.Receipt.Id)));
        Assert.Equivalent(runs.Run.Receipt, store.Find(ExportedRuns.TargetSpec, Id)!.Receipt, strict: true);
        Assert.NotNull(store.Objects.Find(runs.Run.Receipt.Key["code"].Sha256));

        RunExport.Write(store, Id, folder.File("again.zip"));
        Assert.Equal(File.ReadAllBytes(runs.Zip), File.ReadAllBytes(folder.File("again.zip")));
    }

    [Theory]
    [InlineData("../escape.txt", "leads out of its folder")]
    [InlineData("a/../../escape.txt", "leads out of its folder")]
    [InlineData("/escape.txt", "has an absolute name")]
    [InlineData("C:/escape.txt", "has an absolute name")]
    [InlineData("a\\escape.txt", "has a backslash")]
    [InlineData("folder/", "no file's")]
    [InlineData("plan.json", "is there twice")]
    [InlineData("PLAN.json", "is there twice")]
    [InlineData("install.sh", "no receipt in it names")]
    public void A_name_that_does_not_belong_is_refused(string name, string why) =>
        Refuses(runs.Altered(folder, zip => zip.CreateEntry(name)), name, why);

    [Fact]
    public void A_link_is_refused() => Refuses(
        runs.Altered(folder, zip => zip.GetEntry($"{Id}/trace.bin")!.ExternalAttributes = 0xA1FF << 16), $"{Id}/trace.bin", "is a link");

    [Fact]
    public void A_file_that_is_missing_is_named() =>
        Refuses(runs.Altered(folder, zip => zip.GetEntry($"{Id}/trace.bin")!.Delete()), $"lacks '{Id}/trace.bin'");

    [Theory]
    [InlineData("weights.safetensors")]
    [InlineData("trace.bin")]
    [InlineData("metrics.csv")]
    public void A_file_with_another_hash_than_its_receipt_says_is_refused(string name) =>
        Refuses(runs.Altered(folder, zip => Change(zip, $"{Id}/{name}", bytes => bytes[^1] ^= 1)), $"{Id}/{name}", "its receipt says");

    [Fact]
    public void A_receipt_edited_by_hand_is_refused() => Refuses(
        runs.Altered(folder, zip => Change(zip, $"{Id}/receipt.json", bytes => bytes[bytes.AsSpan().IndexOf("\"accuracy\": 0."u8) + 14] ^= 1)),
        $"{Id}/receipt.json",
        "altered after it was written");

    [Theory]
    [InlineData("plan.json", "Small", "Smell")]
    [InlineData("environment.json", "X64", "X65")]
    [InlineData("ro-crate-metadata.json", "\"sha256\": \"", "\"sha256\": \"x")]
    public void A_text_that_says_other_than_the_receipts_is_refused(string name, string was, string now) => Refuses(
        runs.Altered(folder, zip => Rewrite(zip, name, bytes => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace(was, now, StringComparison.Ordinal)))), name);

    [Fact]
    public void A_receipt_with_null_where_a_text_belongs_is_refused() =>
        Refuses(runs.Altered(folder, zip => Rewrite(zip, $"{Id}/receipt.json", _ => "{\"key\": {\"code\": null}}"u8.ToArray())), $"{Id}/receipt.json", "no receipt");

    [Fact]
    public void More_entries_than_a_thousand_are_refused()
    {
        var altered = runs.Altered(folder, zip =>
        {
            for (var entry = 0; entry < 1000; entry++)
            {
                zip.CreateEntry($"more/{entry}");
            }
        });

        Refuses(altered, "1000 are the most");
    }

    [Fact]
    public void A_checksum_that_fails_is_refused()
    {
        // In a list of entries the checksum stands 30 bytes before the name; the name stands there last.
        Refuses(Patched($"{Id}/trace.bin", -30, bytes => bytes[0] ^= 1), $"{Id}/trace.bin", "checksum");
    }

    [Fact]
    public void An_encrypted_entry_is_refused()
    {
        // The flags stand 38 bytes before the name; the lowest bit says encrypted.
        Refuses(Patched($"{Id}/trace.bin", -38, bytes => bytes[0] |= 1), $"{Id}/trace.bin", "is encrypted");
    }

    [Theory]
    [InlineData("receipt.json")]
    [InlineData("../trace.bin")]
    [InlineData("sub/trace.bin")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    public void A_sealed_receipt_that_names_what_is_no_file_of_its_folder_is_refused(string name) => Refuses(
        runs.Altered(folder, zip => Rewrite(zip, $"{Id}/receipt.json", _ => ReceiptFile.Write(runs.Run.Receipt with
        {
            Files = new Dictionary<string, string>(runs.Run.Receipt.Files) { [name] = new('0', 64) },
        }))),
        $"{Id}/receipt.json",
        "no file of a run's folder");

    [Fact]
    public void A_byte_changed_anywhere_is_refused_in_words_or_changes_nothing_that_comes_out()
    {
        var (whole, place, random) = (File.ReadAllBytes(runs.Zip), folder.File("mutated.zip"), new Random(20261121));
        for (var trial = 0; trial < 300; trial++)
        {
            var bytes = whole.ToArray();

            // Every third near the end, where the list of entries stands.
            bytes[trial % 3 == 0 ? bytes.Length - 1 - random.Next(1500) : random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(place, bytes);
            try
            {
                RunImport.Open(place, folder.File("store"));
            }
            catch (ReproducibleException)
            {
                Assert.False(Directory.Exists(folder.File("store")));
                continue;
            }

            Assert.Equal(Files(runs.Store.FolderOf(Id)), Files(Path.Combine(folder.File("store"), Id)));
            Directory.Delete(folder.File("store"), recursive: true);
        }
    }

    [Fact]
    public void More_bytes_than_4_GiB_are_refused_before_they_are_inflated()
    {
        // The uncompressed length stands 22 bytes before the name, 4 bytes, the least first.
        using var other = new TemporaryFolder();
        var bomb = other.File("bomb.zip");
        using (var zip = ZipFile.Open(bomb, ZipArchiveMode.Create))
        {
            zip.CreateEntry("first");
            zip.CreateEntry("second");
        }

        PatchFile(bomb, "first", -22, bytes => BitConverter.TryWriteBytes(bytes, 0x90000000u));
        PatchFile(bomb, "second", -22, bytes => BitConverter.TryWriteBytes(bytes, 0x90000000u));
        Refuses(bomb, "second", "4294967296 bytes in all");
    }

    [Fact]
    public void An_entry_that_inflates_to_more_than_it_declares_is_refused()
    {
        var altered = runs.Altered(folder, zip => Rewrite(zip, "plan.json", _ => new byte[1 << 20]));
        PatchFile(altered, "plan.json", -22, bytes => BitConverter.TryWriteBytes(bytes, 100u));

        Refuses(altered, "plan.json");
    }

    [Fact]
    public void What_is_no_zip_is_refused()
    {
        File.WriteAllText(folder.File("text.zip"), "no zip");

        Refuses(folder.File("text.zip"), "text.zip", "cannot be read");
    }

    [Fact]
    public void A_folder_that_is_not_empty_stays_as_it_is()
    {
        Directory.CreateDirectory(folder.File("store"));
        File.WriteAllText(folder.File("store/mine"), "mine");

        Assert.Throws<ReproducibleException>(() => RunImport.Open(runs.Zip, folder.File("store")));
        Assert.Equal([folder.File("store/mine")], Directory.EnumerateFileSystemEntries(folder.File("store")));
    }

    public void Dispose() => folder.Dispose();

    private void Refuses(string zip, params string[] words)
    {
        var before = Directory.EnumerateFileSystemEntries(folder.Path).ToList();
        var fault = Assert.Throws<ReproducibleException>(() => RunImport.Open(zip, folder.File("store")));

        Assert.All(words, word => Assert.Contains(word, fault.Message, StringComparison.Ordinal));
        Assert.Equal(before, Directory.EnumerateFileSystemEntries(folder.Path));
    }

    private string Patched(string name, int offset, PatchBytes patch)
    {
        var path = runs.Altered(folder, _ => { });
        PatchFile(path, name, offset, patch);

        return path;
    }

    private delegate void PatchBytes(Span<byte> bytes);

    private static void PatchFile(string path, string name, int offset, PatchBytes patch)
    {
        var bytes = File.ReadAllBytes(path);
        patch(bytes.AsSpan(bytes.AsSpan().LastIndexOf(Encoding.UTF8.GetBytes(name)) + offset, 4));
        File.WriteAllBytes(path, bytes);
    }

    private static void Change(ZipArchive zip, string name, Action<byte[]> change) => Rewrite(zip, name, bytes =>
    {
        change(bytes);
        return bytes;
    });

    private static void Rewrite(ZipArchive zip, string name, Func<byte[], byte[]> rewrite)
    {
        using var bytes = new MemoryStream();
        using (var content = zip.GetEntry(name)!.Open())
        {
            content.CopyTo(bytes);
        }

        zip.GetEntry(name)!.Delete();
        using var target = zip.CreateEntry(name).Open();
        target.Write(rewrite(bytes.ToArray()));
    }

    private static Dictionary<string, string> Files(string run) =>
        Directory.EnumerateFiles(run).ToDictionary(path => Path.GetFileName(path), path => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))));
}
