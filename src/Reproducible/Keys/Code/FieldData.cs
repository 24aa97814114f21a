using System.Reflection;
using System.Reflection.Metadata;
using System.Security.Cryptography;

namespace Reproducible.Keys;

/// <summary>Values that stand in the assembly itself: array initialisers, constants.</summary>
internal static class FieldData
{
    /// <summary>Empty for a field without data.</summary>
    public static string Of(AssemblyImage image, FieldDefinition field)
    {
        if (!field.Attributes.HasFlag(FieldAttributes.HasFieldRVA))
        {
            return "";
        }

        var content = image.File.GetSectionData(field.GetRelativeVirtualAddress()).GetContent(0, SizeOf(image, field));

        return $" data {Convert.ToHexStringLower(SHA256.HashData(content.AsSpan()))}";
    }

    /// <summary>Empty for a field that is no constant.</summary>
    public static string ConstantOf(AssemblyImage image, FieldDefinition field) =>
        field.GetDefaultValue() is { IsNil: false } handle && image.Reader.GetConstant(handle) is var constant
            ? $" = {constant.TypeCode} {Convert.ToHexStringLower(image.Reader.GetBlobBytes(constant.Value))}"
            : "";

    // A signature of a field: 0x06, then its type (ECMA-335 II.23.2.4). Data smaller than a structure has a number's type.
    private static int SizeOf(AssemblyImage image, FieldDefinition field)
    {
        var signature = image.Reader.GetBlobReader(field.Signature);
        signature.ReadByte();

        return signature.ReadSignatureTypeCode() switch
        {
            SignatureTypeCode.TypeHandle => SizeOf(image, signature.ReadTypeHandle()),
            SignatureTypeCode.Byte or SignatureTypeCode.SByte or SignatureTypeCode.Boolean => 1,
            SignatureTypeCode.Int16 or SignatureTypeCode.UInt16 or SignatureTypeCode.Char => 2,
            SignatureTypeCode.Int32 or SignatureTypeCode.UInt32 or SignatureTypeCode.Single => 4,
            _ => 8,
        };
    }

    private static int SizeOf(AssemblyImage image, EntityHandle type) =>
        type.Kind == HandleKind.TypeDefinition ? image.Reader.GetTypeDefinition((TypeDefinitionHandle)type).GetLayout().Size : 0;
}
