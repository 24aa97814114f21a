using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Reproducible.Keys;

/// <summary>What an assembly's tokens stand for: names that hold no token and no version.</summary>
internal sealed class TokenNames(AssemblyImage image)
{
    private readonly MetadataReader reader = image.Reader;
    private readonly Dictionary<int, Fragment> names = [];
    private readonly Dictionary<int, Fragment> contents = [];

    public Fragment Name(EntityHandle handle)
    {
        var token = MetadataTokens.GetToken(handle);
        if (!names.TryGetValue(token, out var name))
        {
            names[token] = name = Read(handle);
        }

        return name;
    }

    /// <summary>What a generated type, method or field holds.</summary>
    public Fragment Content(EntityHandle generated)
    {
        var token = MetadataTokens.GetToken(generated);
        if (!contents.TryGetValue(token, out var content))
        {
            contents[token] = content = generated.Kind switch
            {
                HandleKind.TypeDefinition => GeneratedText.Of(image, (TypeDefinitionHandle)generated),
                HandleKind.MethodDefinition => MethodText.Of(image, (MethodDefinitionHandle)generated),
                _ => GeneratedText.Of(image, (FieldDefinitionHandle)generated),
            };
        }

        return content;
    }

    private Fragment Read(EntityHandle handle)
    {
        var text = new FragmentBuilder();
        var types = new SignatureNames(image, text.Reaches);

        return (handle.Kind switch
        {
            HandleKind.TypeDefinition => text.Add(types.GetTypeFromDefinition(reader, (TypeDefinitionHandle)handle, 0)),
            HandleKind.TypeReference => text.Add(types.GetTypeFromReference(reader, (TypeReferenceHandle)handle, 0)),
            HandleKind.TypeSpecification => text.Add(types.GetTypeFromSpecification(reader, null, (TypeSpecificationHandle)handle, 0)),
            HandleKind.MethodDefinition => Method(text, types, (MethodDefinitionHandle)handle),
            HandleKind.FieldDefinition => Field(text, types, (FieldDefinitionHandle)handle),
            HandleKind.MemberReference => Member(text, types, reader.GetMemberReference((MemberReferenceHandle)handle)),
            HandleKind.MethodSpecification => Instance(text, types, reader.GetMethodSpecification((MethodSpecificationHandle)handle)),
            HandleKind.StandaloneSignature => text.Add(
                SignatureNames.Text(reader.GetStandaloneSignature((StandaloneSignatureHandle)handle).DecodeMethodSignature(types, null))),
            _ => throw new BadImageFormatException($"An instruction of {image.Name} names a {handle.Kind}."),
        }).Build();
    }

    private FragmentBuilder Method(FragmentBuilder text, SignatureNames types, MethodDefinitionHandle handle)
    {
        if (image.Generated.Is(handle))
        {
            return text.Add(Generated.Mark(handle));
        }

        var method = reader.GetMethodDefinition(handle);
        text.Reaches.Add(image.Node(handle));

        return text.Add(image.Names.Text(method.GetDeclaringType(), text.Reaches)).Add("::").Add(reader.GetString(method.Name))
            .Add(SignatureNames.Text(method.DecodeSignature(types, null)));
    }

    private FragmentBuilder Field(FragmentBuilder text, SignatureNames types, FieldDefinitionHandle handle)
    {
        if (image.Generated.Is(handle))
        {
            return text.Add(Generated.Mark(handle));
        }

        var field = reader.GetFieldDefinition(handle);
        var type = field.GetDeclaringType();
        text.Add(image.Names.Text(type, text.Reaches)).Add("::").Add(reader.GetString(field.Name));

        // The fields of types that are reached have their content in the type's text; those that hold data belong to no type.
        return image.Generated.IsData(type) ? text.Add(" ").Add(field.DecodeSignature(types, null)).Add(FieldData.Of(image, field)) : text;
    }

    private FragmentBuilder Member(FragmentBuilder text, SignatureNames types, MemberReference member)
    {
        text.Add(Name(member.Parent)).Add("::");
        var definition = Members.Find(image, member);
        if (definition is { } found && found.IsGenerated)
        {
            return text.Add(Generated.Mark(found.Handle));
        }

        if (definition is { Handle.Kind: HandleKind.MethodDefinition } method)
        {
            text.Reaches.Add(method.Image.Node((MethodDefinitionHandle)method.Handle));
        }

        return text.Add(reader.GetString(member.Name)).Add(member.GetKind() == MemberReferenceKind.Method
            ? SignatureNames.Text(member.DecodeMethodSignature(types, null))
            : " " + member.DecodeFieldSignature(types, null));
    }

    private FragmentBuilder Instance(FragmentBuilder text, SignatureNames types, MethodSpecification instance) =>
        text.Add(Name(instance.Method)).Add($"<{string.Join(',', instance.DecodeSignature(types, null))}>");
}
