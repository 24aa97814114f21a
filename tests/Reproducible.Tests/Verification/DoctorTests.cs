using Reproducible.Store;
using Reproducible.Tests.Execution;
using Reproducible.Tests.Store;
using Reproducible.Torch;
using Reproducible.Verification;

namespace Reproducible.Tests.Verification;

public sealed class DoctorTests : MadeRuns
{
    private readonly string id;

    public DoctorTests() => id = Save(Asked.Runs[0], Options);

    private Finding Fault => Assert.Single(StoreChecks.Of(Store), finding => finding.Severity == Severity.Fail);

    [Fact]
    public async Task Finds_nothing_wrong_where_nothing_is()
    {
        var findings = new List<Finding>();
        await foreach (var finding in Doctor.ExamineAsync(Options.Results, [new("Asked", "", Asked)], Options with { Workers = 1 }, TestLab.Program))
        {
            findings.Add(finding);
        }

        Assert.DoesNotContain(findings, finding => finding.Severity == Severity.Fail);
        Assert.Equal(["blas", "data", "disk", "engine", "features", "git", "objects", "receipts", "threads", "worker", "write access"], findings.Select(finding => finding.Check).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains("ok    receipts: 1 runs and 3 files looked at, 0 faults", findings.Select(finding => $"{finding}"));
        Assert.Contains("ok    objects: 1 hash to their names", findings.Select(finding => $"{finding}"));
        Assert.All(findings, finding => Assert.Equal(finding.Severity == Severity.Ok, finding.Remedy is null));
    }

    [Theory]
    [InlineData(RunFiles.Weights)]
    [InlineData(RunFiles.Metrics)]
    [InlineData(RunFiles.Trace)]
    public void Names_a_file_with_a_flipped_bit(string name)
    {
        var path = Path.Combine(Store.FolderOf(id), name);
        Flip(path, 3);

        Assert.StartsWith($"'{path}' has SHA-256 ", Fault.Found, StringComparison.Ordinal);
        Assert.Equal("Delete that run's folder; the run is then done again.", Fault.Remedy);
    }

    [Fact]
    public void Names_a_receipt_with_a_flipped_bit()
    {
        Flip(ReceiptOf(Store, id), 40);

        Assert.Contains($"'{ReceiptOf(Store, id)}' is damaged: its seal says", Fault.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_features_with_a_flipped_bit()
    {
        using var scope = torch.NewDisposeScope();
        var path = Store.Features.PathOf(new('f', 64));
        Store.Features.Save(new('f', 64), torch.ones(4), seconds: 1);
        Assert.Contains("ok    features: 1 of frozen stages, 0 MiB, hold what their sums say", StoreChecks.Of(Store).Select(finding => $"{finding}"));

        Flip(path, (int)new FileInfo(path).Length - 1);

        Assert.StartsWith($"'{path}' is damaged: its content has SHA-256 ", Fault.Found, StringComparison.Ordinal);
        Assert.Equal("Delete it; the run that needs it next computes it again.", Fault.Remedy);
    }

    [Fact]
    public void Names_an_object_with_a_flipped_bit()
    {
        var path = Store.Objects.PathOf(Store.FindReceipt(id)!.Key["code"].Sha256);
        Flip(path, 3);

        Assert.Equal($"fail  objects: '{path}' does not hash to its name. → Delete it; runs write it again.", $"{Fault}");
    }

    [Fact]
    public void Names_a_file_that_is_missing()
    {
        var path = Path.Combine(Store.FolderOf(id), RunFiles.Weights);
        File.Delete(path);

        Assert.Equal($"'{path}' is missing; the receipt names it.", Fault.Found);
    }

    [Fact]
    public void Names_a_run_without_a_receipt()
    {
        File.Delete(ReceiptOf(Store, id));

        Assert.Equal($"'{Store.FolderOf(id)}' has no receipt.", Fault.Found);
    }

    [Fact]
    public void Warns_of_code_that_is_not_there()
    {
        File.Delete(Store.Objects.PathOf(Store.FindReceipt(id)!.Key["code"].Sha256));

        Assert.StartsWith($"The code of run {id}, ", Assert.Single(StoreChecks.Of(Store), finding => finding.Severity == Severity.Warn).Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Warns_of_a_receipt_of_another_version_as_nothing_is_wrong_with_it()
    {
        File.WriteAllText(ReceiptOf(Store, id), "{ \"format\": 1 }");

        var finding = Assert.Single(StoreChecks.Of(Store), finding => finding.Severity != Severity.Ok);
        Assert.Equal((Severity.Warn, $"The receipt '{ReceiptOf(Store, id)}' is of format 1; this version reads and writes format 2."), (finding.Severity, finding.Found));
    }

    [Fact]
    public void Warns_of_a_disk_that_is_nearly_full_and_says_how_to_make_room()
    {
        Assert.Equal("warn  disk: 1023 MiB free at /results; 1 GiB is expected → --target=Gc --yes deletes what no plan refers to.", $"{MachineChecks.Space("/results", (1L << 30) - 1)}");
        Assert.Equal("ok    disk: 1 GiB free at /results", $"{MachineChecks.Space("/results", 1L << 30)}");
        Assert.Contains($" free at {Options.Results}/not/there", $"{MachineChecks.Space($"{Options.Results}/not/there")}", StringComparison.Ordinal);
    }

    [Fact]
    public void Warns_of_the_reference_blas_and_says_what_to_install()
    {
        var slow = MachineChecks.Blas(new Dictionary<string, string> { ["libblas.so.3"] = "libblas.so.3.11.0 build-id:0f3a", ["libc10.so"] = "libc10.so build-id:1" });

        Assert.Equal("warn  blas: the reference BLAS, many times slower: libblas.so.3 is libblas.so.3.11.0 build-id:0f3a → apt-get install libopenblas0-pthread", $"{slow}");
    }

    [Theory]
    [InlineData("libblas.so.3", "libopenblasp-r0.3.21.so build-id:0f3a")]
    [InlineData("libmkl_rt.so.2", "libmkl_rt.so.2 build-id:0f3a")]
    [InlineData("libc10.so", "libc10.so build-id:0f3a")]
    public void Is_content_with_a_fast_blas_and_with_libtorch_s_own(string name, string file) =>
        Assert.Equal(Severity.Ok, MachineChecks.Blas(new Dictionary<string, string> { [name] = file }).Severity);

    [Fact]
    public void Warns_of_more_threads_than_cores_and_says_how_many_workers_fit()
    {
        var cores = Environment.ProcessorCount;
        var finding = MachineChecks.Threads(Options with { Workers = cores + 1, Threads = 1 });

        Assert.Equal((Severity.Warn, $"--workers={cores}"), (finding.Severity, finding.Remedy));
    }

    [Fact]
    public async Task Says_that_no_worker_starts_and_goes_on()
    {
        var findings = new List<Finding>();
        await foreach (var finding in Doctor.ExamineAsync(Options.Results, [new("Asked", "", Asked)], Options with { Workers = 1, Data = Options.Results }, TestLab.Program with { Worker = Path.Combine(Options.Results, "no worker") }))
        {
            findings.Add(finding);
        }

        Assert.Equal(["worker", "data"], findings.Where(finding => finding.Severity == Severity.Fail).Select(finding => finding.Check));
        Assert.Contains("digits.csv", findings.Single(finding => finding.Check == "data").Found, StringComparison.Ordinal);
        Assert.Contains(findings, finding => finding.Check == "receipts");
    }

    private static void Flip(string path, int at)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
