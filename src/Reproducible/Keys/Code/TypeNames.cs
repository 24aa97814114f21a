using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Reproducible.Keys;

/// <summary>Names of types as one assembly sees them: <c>Namespace.Outer+Inner</c>, in a text with our own assembly's simple name before it.</summary>
internal sealed class TypeNames(AssemblyImage image)
{
    private readonly MetadataReader reader = image.Reader;
    private readonly Dictionary<int, string> defined = [];
    private Dictionary<string, TypeDefinitionHandle>? byName;

    public string FullName(TypeDefinitionHandle type)
    {
        var token = MetadataTokens.GetToken(type);
        if (!defined.TryGetValue(token, out var name))
        {
            var definition = reader.GetTypeDefinition(type);
            var outer = definition.GetDeclaringType();
            defined[token] = name = outer.IsNil
                ? Qualified(definition.Namespace, definition.Name)
                : $"{FullName(outer)}+{reader.GetString(definition.Name)}";
        }

        return name;
    }

    public string FullName(TypeReferenceHandle type)
    {
        var reference = reader.GetTypeReference(type);

        return reference.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{FullName((TypeReferenceHandle)reference.ResolutionScope)}+{reader.GetString(reference.Name)}"
            : Qualified(reference.Namespace, reference.Name);
    }

    /// <summary>The type of this name that the assembly defines, or that it says has moved to another of ours.</summary>
    public DefinedType? Find(string fullName)
    {
        byName ??= reader.TypeDefinitions.ToDictionary(FullName);

        return byName.TryGetValue(fullName, out var type) ? new(image, type) : Moved(fullName);
    }

    /// <summary>The name in a text; what is generated has a mark instead.</summary>
    public string Text(TypeDefinitionHandle type, ICollection<CodeNode> reaches)
    {
        if (image.Generated.Is(type))
        {
            return Generated.Mark(type);
        }

        if (!image.Generated.IsData(type))
        {
            reaches.Add(image.Node(type));
        }

        return $"[{image.Name}]{FullName(type)}";
    }

    public string Text(TypeReferenceHandle type, ICollection<CodeNode> reaches)
    {
        if (image.References.Find(type) is { } own)
        {
            return own.Image.Names.Text(own.Handle, reaches);
        }

        // Without its assembly: which of the framework's a type lies in depends on what the assembly was compiled against.
        return FullName(type);
    }

    private DefinedType? Moved(string fullName)
    {
        foreach (var handle in reader.ExportedTypes)
        {
            var type = reader.GetExportedType(handle);
            if (type.Implementation.Kind == HandleKind.AssemblyReference && Qualified(type.Namespace, type.Name) is var outer
                && (fullName == outer || fullName.StartsWith(outer + '+', StringComparison.Ordinal)))
            {
                return image.References.Open((AssemblyReferenceHandle)type.Implementation)?.Names.Find(fullName);
            }
        }

        return null;
    }

    private string Qualified(StringHandle space, StringHandle name) =>
        space.IsNil ? reader.GetString(name) : $"{reader.GetString(space)}.{reader.GetString(name)}";
}
