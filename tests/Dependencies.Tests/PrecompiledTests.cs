using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace Reproducible.Dependencies.Tests;

/// <summary>What Cake and a worker load holds machine code beside its IL, so that a start compiles little; and the IL is as it was, as keys are made from it.</summary>
public class PrecompiledTests
{
    private static readonly string Here = Path.GetDirectoryName(typeof(PrecompiledTests).Assembly.Location)!;

    [Theory]
    [InlineData("Reproducible.Build", "Reproducible.Build", "Reproducible.Recording", "Reproducible.Frosting", "Reproducible.Experiments", "Reproducible", "Reproducible.Torch", "CsvHelper")]
    [InlineData("Reproducible.Worker", "Reproducible.Worker", "Reproducible.Experiments", "Reproducible", "Reproducible.Torch", "CsvHelper", "System.CommandLine")]
    public void A_start_finds_machine_code(string project, params string[] assemblies)
    {
        SkipWhereNothingIs();

        Assert.All(assemblies, assembly => Assert.True(IsPrecompiled(PathOf(project, assembly)), $"{assembly} holds IL alone."));
    }

    [Fact]
    public void Everything_beside_a_worker_is_precompiled()
    {
        SkipWhereNothingIs();

        Assert.All(Directory.EnumerateFiles(FolderOf("Reproducible.Worker"), "*.dll"), path => Assert.True(IsPrecompiled(path), $"{path} holds IL alone."));
    }

    [Theory]
    [InlineData("Reproducible")]
    [InlineData("Reproducible.Torch")]
    [InlineData("Reproducible.Experiments")]
    public void Its_IL_is_what_the_compiler_wrote(string assembly)
    {
        SkipWhereNothingIs();
        using var written = new PEReader(File.OpenRead(PathOf(assembly, assembly)));
        using var precompiled = new PEReader(File.OpenRead(PathOf("Reproducible.Worker", assembly)));

        Assert.Equal(IdentityOf(written), IdentityOf(precompiled));
        Assert.Equal(BodiesOf(written), BodiesOf(precompiled));
    }

    private static void SkipWhereNothingIs() => Assert.SkipUnless(
        Path.GetFileName(Here) == "release" && RuntimeInformation.RuntimeIdentifier == "linux-x64", "Only a Release build on linux-x64 precompiles.");

    private static bool IsPrecompiled(string path)
    {
        using var file = new PEReader(File.OpenRead(path));

        return file.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    private static Guid IdentityOf(PEReader file)
    {
        var metadata = file.GetMetadataReader();

        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }

    private static List<ImmutableArray<byte>> BodiesOf(PEReader file)
    {
        var metadata = file.GetMetadataReader();

        return [.. metadata.MethodDefinitions
            .Select(handle => metadata.GetMethodDefinition(handle).RelativeVirtualAddress)
            .Select(address => address == 0 ? [] : file.GetMethodBody(address).GetILContent())];
    }

    /// <summary>artifacts/bin/PROJECT/CONFIGURATION, as this is artifacts/bin/Dependencies.Tests/….</summary>
    private static string FolderOf(string project) => Path.GetFullPath($"../../{project}/{Path.GetFileName(Here)}", Here);

    private static string PathOf(string project, string assembly) => Path.Combine(FolderOf(project), $"{assembly}.dll");
}
