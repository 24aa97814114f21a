using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Reproducible.Keys;

/// <summary>Signatures as text: types by name, generic parameters by position (<c>!0</c> of a type, <c>!!0</c> of a method).</summary>
/// <param name="reaches">Takes every type named.</param>
internal sealed class SignatureNames(AssemblyImage image, ICollection<CodeNode> reaches) : ISignatureTypeProvider<string, object?>
{
    public static string Text(MethodSignature<string> signature) =>
        $"{signature.Header.RawValue:x2}`{signature.GenericParameterCount}({string.Join(',', signature.ParameterTypes)}){signature.ReturnType}";

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode switch
    {
        PrimitiveTypeCode.Void => "void",
        PrimitiveTypeCode.Boolean => "bool",
        PrimitiveTypeCode.Int32 => "int",
        PrimitiveTypeCode.Int64 => "long",
        PrimitiveTypeCode.Single => "float",
        PrimitiveTypeCode.Double => "double",
        PrimitiveTypeCode.String => "string",
        PrimitiveTypeCode.Object => "object",
        _ => typeCode.ToString(),
    };

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => image.Names.Text(handle, reaches);

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => image.Names.Text(handle, reaches);

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
        $"{genericType}<{string.Join(',', typeArguments)}>";

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetArrayType(string elementType, ArrayShape shape) =>
        $"{elementType}[{shape.Rank};{string.Join(',', shape.LowerBounds)};{string.Join(',', shape.Sizes)}]";

    public string GetByReferenceType(string elementType) => elementType + "&";

    public string GetPointerType(string elementType) => elementType + "*";

    public string GetPinnedType(string elementType) => elementType + " pinned";

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) =>
        $"{unmodifiedType} {(isRequired ? "modreq" : "modopt")}({modifier})";

    public string GetFunctionPointerType(MethodSignature<string> signature) => $"method {Text(signature)}";

    public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

    public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";
}
