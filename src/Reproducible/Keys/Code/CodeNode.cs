using System.Reflection.Metadata;

namespace Reproducible.Keys;

/// <summary>What can be reached: a type or a method that a programmer wrote.</summary>
/// <param name="type">The type itself, or the one that declares the method.</param>
internal sealed class CodeNode(AssemblyImage image, EntityHandle handle, TypeDefinitionHandle type)
{
    private (byte[] Hash, IReadOnlyCollection<CodeNode> Reaches)? content;

    public AssemblyImage Image => image;

    public TypeDefinitionHandle Type => type;

    public bool IsMethod => handle.Kind == HandleKind.MethodDefinition;

    /// <summary>With namespace, without assembly.</summary>
    public string TypeName => image.Names.FullName(type);

    /// <summary>SHA-256 over the canonical text, with what is generated for it.</summary>
    public byte[] Hash => Content.Hash;

    public IReadOnlyCollection<CodeNode> Reaches => Content.Reaches;

    private (byte[] Hash, IReadOnlyCollection<CodeNode> Reaches) Content => content ??= Expansion.Of(image, IsMethod
        ? MethodText.Of(image, (MethodDefinitionHandle)handle)
        : TypeText.Of(image, type));
}
