using System.Security.Cryptography;
using Reproducible.Torch.Libraries;

namespace Reproducible.Torch.Tests.Libraries;

/// <summary>The order is ld.so(8)'s.</summary>
public sealed class LibrarySearchTests : IDisposable
{
    private readonly LibraryFolder folder = new();

    [Fact]
    public void A_library_is_named_by_its_real_file_and_build_id()
    {
        Blas("store", 0xab, "libopenblas-0.3.so");
        File.CreateSymbolicLink(Path.Combine(folder.Root, "store", "alternative"), "libopenblas-0.3.so");
        File.CreateSymbolicLink(Path.Combine(folder.Root, "store", "libblas.so.3"), Path.Combine(folder.Root, "store", "alternative"));

        Assert.Equal("libopenblas-0.3.so build-id:ab01", LibraryFolder.Load(Engine(runPath: Path.Combine(folder.Root, "store")))["libblas.so.3"]);
    }

    [Fact]
    public void A_swapped_alternative_is_noticed()
    {
        Blas("tuned", 1);
        Blas("reference", 2);
        var link = Path.Combine(folder.Folder("lib"), "libblas.so.3");
        File.CreateSymbolicLink(link, Path.Combine(folder.Root, "tuned", "libblas.so.3"));
        var engine = Engine(runPath: Path.Combine(folder.Root, "lib"));
        var before = LibraryFolder.Load(engine);

        File.Delete(link);
        File.CreateSymbolicLink(link, Path.Combine(folder.Root, "reference", "libblas.so.3"));

        var fault = Assert.Single(ComputingLibraries.Faults(before, LibraryFolder.Load(engine)));
        Assert.Contains("libblas.so.3 was to be 'libblas.so.3 build-id:0101', but 'libblas.so.3 build-id:0201' is loaded", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void LD_LIBRARY_PATH_comes_before_RUNPATH()
    {
        Blas("run", 1);
        Blas("path", 2);

        Assert.Equal("libblas.so.3 build-id:0201", LibraryFolder.Load(Engine(runPath: Path.Combine(folder.Root, "run")), libraryPath: [Path.Combine(folder.Root, "path")])["libblas.so.3"]);
    }

    [Fact]
    public void RPATH_comes_before_LD_LIBRARY_PATH()
    {
        Blas("rpath", 1);
        Blas("path", 2);

        Assert.Equal("libblas.so.3 build-id:0101", LibraryFolder.Load(Engine(rPath: Path.Combine(folder.Root, "rpath")), libraryPath: [Path.Combine(folder.Root, "path")])["libblas.so.3"]);
    }

    [Fact]
    public void RPATH_does_not_count_beside_a_RUNPATH()
    {
        Blas("rpath", 1);
        Blas("run", 2);

        Assert.Equal("libblas.so.3 build-id:0201", LibraryFolder.Load(Engine(runPath: Path.Combine(folder.Root, "run"), rPath: Path.Combine(folder.Root, "rpath")))["libblas.so.3"]);
    }

    [Fact]
    public void RPATH_counts_for_what_a_dependency_needs_and_RUNPATH_does_not()
    {
        new TinyElf("libblas.so.3", ["libgomp.so.1"]) { BuildId = [1] }.WriteTo(folder.Folder("deep"));
        new TinyElf("libgomp.so.1", []) { BuildId = [2] }.WriteTo(folder.Folder("deep"));
        var deep = Path.Combine(folder.Root, "deep");

        Assert.Equal("libgomp.so.1 build-id:02", LibraryFolder.Load(Engine(rPath: deep))["libgomp.so.1"]);
        Assert.Equal("not found", LibraryFolder.Load(Engine(runPath: deep))["libgomp.so.1"]);
    }

    [Fact]
    public void ORIGIN_is_the_folder_of_the_library_that_says_so()
    {
        Blas("engine/blas", 7);

        Assert.Equal("libblas.so.3 build-id:0701", LibraryFolder.Load(Engine(runPath: "$ORIGIN/blas"))["libblas.so.3"]);
        Assert.Equal("libblas.so.3 build-id:0701", LibraryFolder.Load(Engine(runPath: "${ORIGIN}/blas"))["libblas.so.3"]);
    }

    [Fact]
    public void A_library_for_another_machine_is_passed_over()
    {
        new TinyElf("libblas.so.3", []) { Machine = 8, BuildId = [9] }.WriteTo(folder.Folder("mips"));
        Blas("lib", 1);

        Assert.Equal("libblas.so.3 build-id:0101", LibraryFolder.Load(Engine(), libraryPath: [Path.Combine(folder.Root, "mips")], defaults: [Path.Combine(folder.Root, "lib")])["libblas.so.3"]);
    }

    [Fact]
    public void A_preloaded_library_is_an_entry_and_takes_the_place_of_its_name()
    {
        Blas("lib", 1);
        Blas("preloaded", 2);
        var mine = new TinyElf("libmine.so", []) { BuildId = [3] }.WriteTo(folder.Folder("preloaded"));

        var loaded = LibraryFolder.Load(Engine(), preload: [mine, Path.Combine(folder.Root, "preloaded", "libblas.so.3"), "libgone.so"], defaults: [Path.Combine(folder.Root, "lib")]);

        Assert.Equal("libmine.so build-id:03", loaded["libmine.so"]);
        Assert.Equal("libblas.so.3 build-id:0201", loaded["libblas.so.3"]);
        Assert.Equal("not found", loaded["libgone.so"]);
    }

    [Fact]
    public void Without_a_build_id_the_file_is_hashed()
    {
        var blas = new TinyElf("libblas.so.3", []).WriteTo(folder.Folder("lib"));

        Assert.Equal(
            $"libblas.so.3 sha256:{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(blas)))}",
            LibraryFolder.Load(Engine(), defaults: [Path.Combine(folder.Root, "lib")])["libblas.so.3"]);
    }

    [Fact]
    public void Libraries_that_compute_nothing_are_no_entries()
    {
        new TinyElf("libavcodec.so.59", ["libblas.so.3"]).WriteTo(folder.Folder("lib"));
        var engine = new TinyElf("libtorch_cpu.so.1.13", ["libavcodec.so.59", "libprotobuf.so.32"]) { BuildId = [1] }.WriteTo(folder.Folder("engine"));

        Assert.Equal(["libtorch_cpu.so.1.13"], LibraryFolder.Load(engine, defaults: [Path.Combine(folder.Root, "lib")]).Keys);
    }

    public void Dispose() => folder.Dispose();

    private string Engine(string? runPath = null, string? rPath = null) =>
        new TinyElf("libtorch_cpu.so", ["libblas.so.3"]) { RunPath = runPath, RPath = rPath, BuildId = [0xee] }.WriteTo(folder.Folder("engine"));

    private void Blas(string place, byte id, string? name = null) => new TinyElf("libblas.so.3", []) { BuildId = [id, 1] }.WriteTo(folder.Folder(place), name);
}
