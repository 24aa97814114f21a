using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Reproducible.Dependencies.Tests;

/// <summary>Who may reference whom. Arrows point one way, and a project sees its neighbours only.</summary>
public class DependencyTests
{
    private static readonly string Configuration = Path.GetFileName(Path.GetDirectoryName(typeof(DependencyTests).Assembly.Location)!);

    [Theory]
    [InlineData("Reproducible.Torch")]
    [InlineData("Reproducible", "CsvHelper", "MathNet.Numerics", "Reproducible.Torch")]
    [InlineData("Reproducible.Frosting", "Cake.Core", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.DependencyInjection.Abstractions", "Reproducible")]
    [InlineData("Reproducible.Experiments", "Reproducible", "Reproducible.Frosting")]
    [InlineData("Reproducible.Recording", "CsvHelper", "Google.Protobuf", "MathNet.Numerics", "Polly.Core", "Reproducible", "YamlDotNet")]
    [InlineData("Reproducible.Snapshots", "CsvHelper", "DiffPlex", "xunit.v3.common", "xunit.v3.core")]
    [InlineData("Reproducible.Worker", "Reproducible", "System.CommandLine")]
    [InlineData(
        "Reproducible.Build",
        "Cake.Core", "Microsoft.Extensions.DependencyInjection.Abstractions", "Reproducible", "Reproducible.Experiments", "Reproducible.Frosting",
        "Reproducible.Recording", "Spectre.Console", "Spectre.Console.Ansi")]
    public void Each_project_knows_only_its_neighbours(string project, params string[] allowed) =>
        Assert.Equal(allowed, Read(project, metadata => metadata.AssemblyReferences
            .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
            .Where(name => !IsOfTheRuntime(name) || allowed.Contains(name))
            .Order(StringComparer.Ordinal).ToArray()));

    [Theory]
    [InlineData("Reproducible.Torch", true)]
    [InlineData("Reproducible", false)]
    [InlineData("Reproducible.Frosting", false)]
    [InlineData("Reproducible.Experiments", false)]
    [InlineData("Reproducible.Recording", false)]
    [InlineData("Reproducible.Snapshots", false)]
    [InlineData("Reproducible.Worker", false)]
    [InlineData("Reproducible.Build", false)]
    public void Only_the_engine_holds_unsafe_code(string project, bool isUnsafe) =>
        Assert.Equal(isUnsafe, Read(project, metadata => metadata.CustomAttributes
            .Select(metadata.GetCustomAttribute)
            .Where(attribute => attribute.Parent.Kind == HandleKind.ModuleDefinition)
            .Any(attribute => NameOf(metadata, attribute) == "UnverifiableCodeAttribute")));

    [Theory]
    [InlineData("Reproducible", "System.Net.Http")]
    [InlineData("Reproducible", "System.Net.Sockets")]
    public void The_framework_touches_no_network(string project, string library) =>
        Assert.DoesNotContain(library, Read(project, metadata => metadata.AssemblyReferences
            .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)).ToArray()));

    private static bool IsOfTheRuntime(string name) => name.StartsWith("System.", StringComparison.Ordinal) || name == "Microsoft.Win32.Primitives";

    private static string NameOf(MetadataReader metadata, CustomAttribute attribute) => attribute.Constructor.Kind switch
    {
        HandleKind.MemberReference when metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } type
            => metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Name),
        _ => "",
    };

    /// <summary>artifacts/bin/PROJECT/CONFIGURATION/PROJECT.dll, as this is artifacts/bin/Dependencies.Tests/….</summary>
    private static T Read<T>(string project, Func<MetadataReader, T> read)
    {
        var path = Path.GetFullPath($"../../{project}/{Configuration}/{project}.dll", Path.GetDirectoryName(typeof(DependencyTests).Assembly.Location)!);
        using var file = new PEReader(File.OpenRead(path));

        return read(file.GetMetadataReader());
    }
}
