using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Reproducible.Keys;

/// <summary>The file of a loaded assembly, with what was read of it so far. One an assembly, alive as long as the assembly is.</summary>
internal sealed class AssemblyImage
{
    private static readonly ConditionalWeakTable<Assembly, AssemblyImage> Opened = [];

    private readonly Dictionary<int, CodeNode> nodes = [];

    private AssemblyImage(Assembly assembly)
    {
        if (assembly.Location.Length == 0)
        {
            throw new ReproducibleException(
                $"'{assembly.GetName().Name}' has no file, so its code cannot be read.", "Compile it into an assembly on disk.");
        }

        File = new PEReader(ImmutableCollectionsMarshal.AsImmutableArray(System.IO.File.ReadAllBytes(assembly.Location)));
        Reader = File.GetMetadataReader();
        if (Reader.GetGuid(Reader.GetModuleDefinition().Mvid) != assembly.ManifestModule.ModuleVersionId)
        {
            throw new ReproducibleException(
                $"'{Path.GetFileName(assembly.Location)}' was built anew while this process ran.", "Start it again.");
        }

        Name = Reader.GetString(Reader.GetAssemblyDefinition().Name);
        Generated = new(Reader);
        References = new(this, assembly);
        Names = new(this);
        Tokens = new(this);
    }

    /// <summary>The assembly's simple name.</summary>
    public string Name { get; }

    public PEReader File { get; }

    public MetadataReader Reader { get; }

    public Generated Generated { get; }

    public References References { get; }

    public TypeNames Names { get; }

    public TokenNames Tokens { get; }

    /// <exception cref="ReproducibleException">No file, or not the file that was loaded.</exception>
    public static AssemblyImage Of(Assembly assembly) => Opened.GetValue(assembly, opened => new(opened));

    public CodeNode Node(TypeDefinitionHandle type) => Node(type, type);

    public CodeNode Node(MethodDefinitionHandle method) => Node(method, Reader.GetMethodDefinition(method).GetDeclaringType());

    /// <summary>Methods marked as initialisers of the assembly: executed once, before anything else in it.</summary>
    public IEnumerable<CodeNode> Initializers() => Names.Find("<Module>") is { } module
        ? module.Definition.GetMethods().SelectMany(method => Node(method).Reaches).Where(node => node.IsMethod)
        : [];

    private CodeNode Node(EntityHandle handle, TypeDefinitionHandle type)
    {
        ref var node = ref CollectionsMarshal.GetValueRefOrAddDefault(nodes, MetadataTokens.GetToken(handle), out _);

        return node ??= new(this, handle, type);
    }
}
