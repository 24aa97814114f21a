using System.Reflection;
using System.Reflection.Metadata;

namespace Reproducible.Keys;

/// <summary>
/// The canonical text of a type without its methods: base, interfaces, fields, constants of an enum, layout, our own attributes.
/// It reaches the methods that may be executed though nothing names them.
/// </summary>
internal static class TypeText
{
    public static Fragment Of(AssemblyImage image, TypeDefinitionHandle handle)
    {
        var reader = image.Reader;
        var type = reader.GetTypeDefinition(handle);
        var text = new FragmentBuilder();
        var types = new SignatureNames(image, text.Reaches);
        List<string> lines = [Layout(type), .. OwnAttributes.Of(image, "type", type.GetCustomAttributes(), text.Reaches)];
        lines.AddRange(Bases(image, type, text.Reaches));
        foreach (var fieldHandle in type.GetFields())
        {
            var field = reader.GetFieldDefinition(fieldHandle);
            var name = reader.GetString(field.Name);
            lines.AddRange(OwnAttributes.Of(image, $"field {name}", field.GetCustomAttributes(), text.Reaches));
            // A constant is in the code of who uses it; only an enum's are found by name.
            if (!field.Attributes.HasFlag(FieldAttributes.Literal) || IsEnum(image, type))
            {
                lines.Add($"field {name} {field.DecodeSignature(types, null)} {(field.Attributes.HasFlag(FieldAttributes.Static) ? "static" : "instance")}"
                    + $" {field.GetOffset()}{FieldData.Of(image, field)}{FieldData.ConstantOf(image, field)}");
            }
        }

        foreach (var propertyHandle in type.GetProperties())
        {
            var property = reader.GetPropertyDefinition(propertyHandle);
            lines.AddRange(OwnAttributes.Of(image, $"property {reader.GetString(property.Name)}", property.GetCustomAttributes(), text.Reaches));
        }

        lines.AddRange(Implementations(image, type, text.Reaches));
        Executed(image, type, text.Reaches);
        lines.Sort(StringComparer.Ordinal);

        return text.Add($"type [{image.Name}]{image.Names.FullName(handle)}\n").Add(string.Join('\n', lines)).Build();
    }

    /// <summary>What a type is made from: its base and its interfaces, a line each.</summary>
    public static IEnumerable<string> Bases(AssemblyImage image, TypeDefinition type, List<CodeNode> reaches)
    {
        if (!type.BaseType.IsNil)
        {
            yield return Named("base", type.BaseType);
        }

        foreach (var implemented in type.GetInterfaceImplementations())
        {
            yield return Named("interface", image.Reader.GetInterfaceImplementation(implemented).Interface);
        }

        string Named(string role, EntityHandle handle)
        {
            var name = image.Tokens.Name(handle);
            reaches.AddRange(name.Reaches);

            return $"{role} {name.Text}";
        }
    }

    /// <summary>Sizes that were asked for, and the kind of type.</summary>
    public static string Layout(TypeDefinition type) =>
        $"kind {(int)(type.Attributes & ~TypeAttributes.VisibilityMask):x} {type.GetLayout().Size} {type.GetLayout().PackingSize}";

    /// <summary>Virtual methods and the static constructor, which nothing needs to name.</summary>
    public static bool RunsUnnamed(AssemblyImage image, MethodDefinition method) =>
        method.Attributes.HasFlag(MethodAttributes.Virtual) || image.Reader.StringComparer.Equals(method.Name, ".cctor");

    private static bool IsEnum(AssemblyImage image, TypeDefinition type) =>
        type.BaseType.Kind == HandleKind.TypeReference && image.Names.FullName((TypeReferenceHandle)type.BaseType) == "System.Enum";

    private static IEnumerable<string> Implementations(AssemblyImage image, TypeDefinition type, List<CodeNode> reaches)
    {
        foreach (var handle in type.GetMethodImplementations())
        {
            var implementation = image.Reader.GetMethodImplementation(handle);
            var (body, declared) = (image.Tokens.Name(implementation.MethodBody), image.Tokens.Name(implementation.MethodDeclaration));
            reaches.AddRange(body.Reaches);
            reaches.AddRange(declared.Reaches);

            yield return $"{declared.Text} is {body.Text}";
        }
    }

    private static void Executed(AssemblyImage image, TypeDefinition type, List<CodeNode> reaches)
    {
        foreach (var method in type.GetMethods())
        {
            if (RunsUnnamed(image, image.Reader.GetMethodDefinition(method)))
            {
                reaches.Add(image.Node(method));
            }
        }
    }
}
