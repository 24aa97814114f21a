using System.Reflection.Metadata;

namespace Reproducible.Keys;

/// <summary>The attributes that our own code reads: those defined in our own assemblies.</summary>
internal static class OwnAttributes
{
    /// <summary>A line each, with the values given.</summary>
    /// <param name="target">What carries the attributes.</param>
    public static IEnumerable<string> Of(AssemblyImage image, string target, CustomAttributeHandleCollection attributes, List<CodeNode> reaches)
    {
        foreach (var handle in attributes)
        {
            var attribute = image.Reader.GetCustomAttribute(handle);
            if (IsOwn(image, attribute.Constructor))
            {
                var name = image.Tokens.Name(attribute.Constructor);
                reaches.AddRange(name.Reaches);

                yield return $"{target} [{name.Text} {Convert.ToHexStringLower(image.Reader.GetBlobBytes(attribute.Value))}]";
            }
        }
    }

    // The compiler puts attributes of its own into assemblies; they have the framework's namespaces.
    private static bool IsOwn(AssemblyImage image, EntityHandle constructor)
    {
        var type = constructor.Kind == HandleKind.MethodDefinition
            ? image.Reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()
            : image.Reader.GetMemberReference((MemberReferenceHandle)constructor).Parent;

        return image.References.Find(type) is { } own
            && own.Image.Names.FullName(own.Handle) is var name
            && !name.StartsWith("System.", StringComparison.Ordinal)
            && !name.StartsWith("Microsoft.CodeAnalysis.", StringComparison.Ordinal);
    }
}
