using System.Diagnostics;
using Reproducible.Torch.Libraries;

namespace Reproducible.Torch.Tests.Libraries;

public class ComputingLibrariesTests
{
    [Fact]
    public void What_is_loaded_is_what_was_foretold()
    {
        var predicted = ComputingLibraries.Predict();
        Assert.NotEmpty(torch.__version__);
        var loaded = ComputingLibraries.Loaded();

        Assert.Empty(ComputingLibraries.Faults(predicted, loaded));
        Assert.Contains(predicted.Keys, name => name.StartsWith("libtorch_cpu.so", StringComparison.Ordinal));
        Assert.Contains(predicted.Keys, name => name.StartsWith("libm.so", StringComparison.Ordinal));
        Assert.DoesNotContain(ComputingLibrary.NotFound, predicted.Values);
    }

    [Fact]
    public void The_folder_leads_to_the_libraries_that_the_shim_leads_to()
    {
        var byShim = ComputingLibraries.Predict();
        var byFolder = ComputingLibraries.Predict(EngineInfo.Read().LibtorchFolder);

        Assert.NotEmpty(byFolder);
        Assert.All(byFolder, library => Assert.Equal(library.Value, byShim[library.Key]));
    }

    [Fact]
    public void A_folder_without_libtorch_is_refused() =>
        Assert.Contains("LIBTORCH", Assert.Throws<TorchException>(() => ComputingLibraries.Predict(Path.GetTempPath())).Message, StringComparison.Ordinal);

    [Fact]
    public void Foretelling_costs_no_noticeable_time()
    {
        ComputingLibraries.Predict();
        var best = Enumerable.Range(0, 10).Min(_ =>
        {
            var clock = Stopwatch.StartNew();
            ComputingLibraries.Predict();

            return clock.Elapsed;
        });
        TestContext.Current.SendDiagnosticMessage("Predict: {0:0.00} ms", best.TotalMilliseconds);

        Assert.SkipWhen(ComputingLibraries.Predict().Values.Any(value => value.Contains("sha256:", StringComparison.Ordinal)), "a library here has no build-id and is hashed");
        Assert.InRange(best.TotalMilliseconds, 0, 10);
    }

    [Fact]
    public void A_fault_states_both_and_the_next_step()
    {
        var fault = Assert.Single(ComputingLibraries.Faults(
            Map(("libblas.so.3", "libblas.so.3 build-id:01"), ("libm.so.6", "libm.so.6 build-id:02")),
            Map(("libblas.so.3", "libblas.so.3.11.0 build-id:03"), ("libm.so.6", "libm.so.6 build-id:02"))));

        Assert.StartsWith("libblas.so.3 was to be 'libblas.so.3 build-id:01', but 'libblas.so.3.11.0 build-id:03' is loaded", fault, StringComparison.Ordinal);
        Assert.EndsWith("start the run again.", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void An_alternative_with_another_name_inside_is_no_fault() =>
        Assert.Empty(ComputingLibraries.Faults(Map(("libblas.so.3", "libmkl_rt.so build-id:01")), Map(("libmkl_rt.so", "libmkl_rt.so build-id:01"))));

    [Fact]
    public void A_library_that_was_not_loaded_is_a_fault() =>
        Assert.Contains("no library of that name is loaded", Assert.Single(ComputingLibraries.Faults(Map(("libblas.so.3", "libblas.so.3 build-id:01")), Map())), StringComparison.Ordinal);

    [Fact]
    public void What_the_loader_did_not_find_either_is_no_fault() =>
        Assert.Empty(ComputingLibraries.Faults(Map(("libgone.so", "not found")), Map()));

    [Fact]
    public void A_file_replaced_after_it_was_loaded_is_no_longer_what_was_foretold()
    {
        var mapped = Assert.Single(MappedFiles.Among(["7f00-7f10 r-xp 00000000 08:01 12   /usr/lib/libblas.so.3 (deleted)", "7f20-7f30 rw-p 00000000 00:00 0 "]));

        Assert.Equal("libblas.so.3 replaced since it was loaded", mapped.Identify().Text);
    }

    [Theory]
    [InlineData("libblas.so.3", true)]
    [InlineData("libm.so.6", true)]
    [InlineData("libm-2.31.so", true)]
    [InlineData("libgomp-a34b3233.so.1", true)]
    [InlineData("libcublasLt.so.12", true)]
    [InlineData("libmagic.so.1", false)]
    [InlineData("libc.so.6", false)]
    [InlineData("blas.so", false)]
    [InlineData("libblas.a", false)]
    public void Follows_what_computes(string name, bool follows) => Assert.Equal(follows, ComputingLibraries.Follows(name));

    private static Dictionary<string, string> Map(params (string Name, string Text)[] libraries) => libraries.ToDictionary(library => library.Name, library => library.Text);
}
