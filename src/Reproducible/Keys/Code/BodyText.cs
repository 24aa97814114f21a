using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Reproducible.Keys;

/// <summary>A method's body: types of locals, instructions with their operands by name or value, and guarded regions.</summary>
internal static class BodyText
{
    public static void Write(FragmentBuilder text, AssemblyImage image, MethodBodyBlock body)
    {
        if (!body.LocalSignature.IsNil)
        {
            var locals = image.Reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(new SignatureNames(image, text.Reaches), null);
            text.Add(body.LocalVariablesInitialized ? "locals init " : "locals ").Add(string.Join(',', locals)).Add("\n");
        }

        for (var il = body.GetILReader(); il.RemainingBytes > 0;)
        {
            var (name, operand) = OpCodeTable.Read(ref il);
            text.Add(name).Add(" ");
            Operand(text, image, operand, ref il);
            text.Add("\n");
        }

        foreach (var region in body.ExceptionRegions)
        {
            text.Add($"{region.Kind} {region.TryOffset} {region.TryLength} {region.HandlerOffset} {region.HandlerLength} {region.FilterOffset} ");
            if (!region.CatchType.IsNil)
            {
                text.Add(image.Tokens.Name(region.CatchType));
            }

            text.Add("\n");
        }
    }

    private static FragmentBuilder Operand(FragmentBuilder text, AssemblyImage image, OperandType operand, ref BlobReader il) => operand switch
    {
        OperandType.InlineNone => text,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI => text.Add(il.ReadSByte()),
        OperandType.ShortInlineVar => text.Add(il.ReadByte()),
        OperandType.InlineVar => text.Add(il.ReadUInt16()),
        OperandType.InlineBrTarget or OperandType.InlineI => text.Add(il.ReadInt32()),
        OperandType.InlineI8 => text.Add(il.ReadInt64()),
        // By their bits: no rounding, and NaN is itself.
        OperandType.ShortInlineR => text.Add(il.ReadInt32()),
        OperandType.InlineR => text.Add(il.ReadInt64()),
        OperandType.InlineString => Literal(text, image.Reader.GetUserString((UserStringHandle)MetadataTokens.Handle(il.ReadInt32()))),
        OperandType.InlineSwitch => Switch(text, ref il),
        _ => text.Add(image.Tokens.Name(MetadataTokens.EntityHandle(il.ReadInt32()))),
    };

    // The length first: no literal can pass for instructions, nor for a mark.
    private static FragmentBuilder Literal(FragmentBuilder text, string literal) => literal.Contains(Generated.MarkStart)
        ? text.Add("codes ").Add(string.Join(' ', literal.Select(letter => (int)letter)))
        : text.Add(literal.Length).Add(":").Add(literal);

    private static FragmentBuilder Switch(FragmentBuilder text, ref BlobReader il)
    {
        for (var left = il.ReadUInt32(); left > 0; left--)
        {
            text.Add(il.ReadInt32()).Add(" ");
        }

        return text;
    }
}
