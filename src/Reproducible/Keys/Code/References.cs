using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Reproducible.Keys;

/// <summary>A type's definition, in whichever of our own assemblies it lies.</summary>
internal readonly record struct DefinedType(AssemblyImage Image, TypeDefinitionHandle Handle)
{
    public TypeDefinition Definition => Image.Reader.GetTypeDefinition(Handle);

    /// <summary>Null where the base lies in the framework.</summary>
    public DefinedType? Base => Image.References.Find(Definition.BaseType);
}

/// <summary>
/// Finds what an assembly refers to in our own assemblies, which are all that do not lie in the shared framework's folder.
/// What is in the framework is named in a text, never entered: which framework executes it is for the key's engine part to tell.
/// </summary>
internal sealed class References(AssemblyImage image, Assembly assembly)
{
    private readonly Dictionary<AssemblyReferenceHandle, AssemblyImage?> images = [];
    private readonly Dictionary<TypeReferenceHandle, DefinedType?> types = [];

    /// <summary>The definition of a type, of a generic type where it is an instance of one. Null for the framework's, arrays and pointers.</summary>
    public DefinedType? Find(EntityHandle type) => type.IsNil ? null : type.Kind switch
    {
        HandleKind.TypeDefinition => new(image, (TypeDefinitionHandle)type),
        HandleKind.TypeReference => Find((TypeReferenceHandle)type),
        HandleKind.TypeSpecification => GenericOf((TypeSpecificationHandle)type) is { IsNil: false } generic ? Find(generic) : null,
        _ => null,
    };

    /// <summary>Null for the framework's assemblies.</summary>
    public AssemblyImage? Open(AssemblyReferenceHandle reference)
    {
        if (!images.TryGetValue(reference, out var opened))
        {
            var name = image.Reader.GetString(image.Reader.GetAssemblyReference(reference).Name);
            images[reference] = opened = File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name + ".dll")) ? null : Load(name);
        }

        return opened;
    }

    private DefinedType? Find(TypeReferenceHandle type)
    {
        if (!types.TryGetValue(type, out var found))
        {
            types[type] = found = Owner(type) is { } owner ? owner.Names.Find(image.Names.FullName(type)) : null;
        }

        return found;
    }

    private AssemblyImage? Owner(TypeReferenceHandle type)
    {
        var scope = image.Reader.GetTypeReference(type).ResolutionScope;

        return scope.Kind switch
        {
            HandleKind.TypeReference => Owner((TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => Open((AssemblyReferenceHandle)scope),
            _ => image,
        };
    }

    /// <summary>Null where there is no such assembly: nothing that it holds can be executed either.</summary>
    private AssemblyImage? Load(string name)
    {
        try
        {
            return AssemblyImage.Of(AssemblyLoadContext.GetLoadContext(assembly)!.LoadFromAssemblyName(new(name)));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private EntityHandle GenericOf(TypeSpecificationHandle type)
    {
        var signature = image.Reader.GetBlobReader(image.Reader.GetTypeSpecification(type).Signature);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return default;
        }

        // CLASS or VALUETYPE: 0x12, 0x11 (ECMA-335 II.23.2.12).
        signature.ReadByte();

        return signature.ReadTypeHandle();
    }
}
