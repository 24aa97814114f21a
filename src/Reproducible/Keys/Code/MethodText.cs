using System.Reflection;
using System.Reflection.Metadata;

namespace Reproducible.Keys;

/// <summary>The canonical text of a method: name, signature, and its body or the native function it stands for.</summary>
internal static class MethodText
{
    // Who may call a method changes no result.
    private const MethodAttributes Counted = MethodAttributes.Static | MethodAttributes.Virtual | MethodAttributes.Abstract | MethodAttributes.NewSlot;

    public static Fragment Of(AssemblyImage image, MethodDefinitionHandle handle)
    {
        var reader = image.Reader;
        var method = reader.GetMethodDefinition(handle);
        var text = new FragmentBuilder();
        text.Add("method ").Add(image.Names.Text(method.GetDeclaringType(), text.Reaches)).Add("::");
        if (!image.Generated.HasOrdinal(method.Name))
        {
            text.Add(reader.GetString(method.Name));
        }

        text.Add(SignatureNames.Text(method.DecodeSignature(new SignatureNames(image, text.Reaches), null)))
            .Add($" {(int)(method.Attributes & Counted):x}\n");
        if (method.Attributes.HasFlag(MethodAttributes.PinvokeImpl))
        {
            var import = method.GetImport();
            text.Add($"import {reader.GetString(reader.GetModuleReference(import.Module).Name)} {reader.GetString(import.Name)} {(int)import.Attributes:x}\n");
        }

        if (method.RelativeVirtualAddress != 0)
        {
            BodyText.Write(text, image, image.File.GetMethodBody(method.RelativeVirtualAddress));
        }

        return text.Build();
    }
}
