using System.Reflection.Metadata;

namespace Reproducible.Keys;

/// <summary>
/// The content of generated types and their fields, without their names. Of a generated type only that counts which is executed
/// unnamed: one closure class can hold the lambdas of many methods.
/// </summary>
internal static class GeneratedText
{
    public static Fragment Of(AssemblyImage image, TypeDefinitionHandle handle)
    {
        var type = image.Reader.GetTypeDefinition(handle);
        var text = new FragmentBuilder();
        text.Add(TypeText.Layout(type)).Add("\n");
        foreach (var line in TypeText.Bases(image, type, text.Reaches))
        {
            text.Add(line).Add("\n");
        }

        foreach (var method in type.GetMethods()
            .Where(method => TypeText.RunsUnnamed(image, image.Reader.GetMethodDefinition(method)))
            .OrderBy(method => image.Reader.GetString(image.Reader.GetMethodDefinition(method).Name), StringComparer.Ordinal))
        {
            text.Add(Generated.Mark(method)).Add("\n");
        }

        return text.Build();
    }

    public static Fragment Of(AssemblyImage image, FieldDefinitionHandle handle)
    {
        var field = image.Reader.GetFieldDefinition(handle);
        var text = new FragmentBuilder();

        return text.Add("field ").Add(image.Names.Text(field.GetDeclaringType(), text.Reaches)).Add(" ")
            .Add(field.DecodeSignature(new SignatureNames(image, text.Reaches), null)).Add(FieldData.Of(image, field)).Build();
    }
}
