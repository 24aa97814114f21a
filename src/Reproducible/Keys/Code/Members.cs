using System.Reflection.Metadata;

namespace Reproducible.Keys;

/// <summary>A method's or field's definition, in whichever of our own assemblies it lies.</summary>
internal readonly record struct DefinedMember(AssemblyImage Image, EntityHandle Handle)
{
    public bool IsGenerated => Handle.Kind == HandleKind.MethodDefinition
        ? Image.Generated.Is((MethodDefinitionHandle)Handle)
        : Image.Generated.Is((FieldDefinitionHandle)Handle);
}

/// <summary>Finds the definition that a member's name and signature stand for, in its type or the nearest base that has one.</summary>
internal static class Members
{
    /// <summary>Null for a member of the framework's types, of arrays and of pointers.</summary>
    public static DefinedMember? Find(AssemblyImage image, MemberReference member)
    {
        var name = image.Reader.GetString(member.Name);
        for (var type = image.References.Find(member.Parent); type is { } declaring; type = declaring.Base)
        {
            var found = member.GetKind() == MemberReferenceKind.Field ? Field(declaring, name) : Method(declaring, name, image, member);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static DefinedMember? Field(DefinedType type, string name)
    {
        var reader = type.Image.Reader;
        foreach (var field in type.Definition.GetFields())
        {
            if (reader.StringComparer.Equals(reader.GetFieldDefinition(field).Name, name))
            {
                return new(type.Image, field);
            }
        }

        return null;
    }

    private static DefinedMember? Method(DefinedType type, string name, AssemblyImage from, MemberReference member)
    {
        var reader = type.Image.Reader;
        List<MethodDefinitionHandle> named = [];
        foreach (var method in type.Definition.GetMethods())
        {
            if (reader.StringComparer.Equals(reader.GetMethodDefinition(method).Name, name))
            {
                named.Add(method);
            }
        }

        // An overload can be of a base type too; one of this name alone is told by its signature as well.
        var wanted = named.Count == 0 ? "" : SignatureNames.Text(member.DecodeMethodSignature(new SignatureNames(from, []), null));
        foreach (var method in named)
        {
            if (SignatureNames.Text(reader.GetMethodDefinition(method).DecodeSignature(new SignatureNames(type.Image, []), null)) == wanted)
            {
                return new(type.Image, method);
            }
        }

        return null;
    }
}
