using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Reproducible.Keys;

/// <summary>The instructions of IL by their encoding.</summary>
internal static class OpCodeTable
{
    // The first byte of an encoding of two bytes (ECMA-335 III.1.2.1).
    private const byte TwoBytes = 0xfe;

    private static readonly (string Name, OperandType Operand)[] Short = new (string, OperandType)[256];
    private static readonly (string Name, OperandType Operand)[] Long = new (string, OperandType)[256];

    static OpCodeTable()
    {
        foreach (var field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var code = (OpCode)field.GetValue(null)!;
            (code.Size == 1 ? Short : Long)[code.Value & 0xff] = (code.Name!, code.OperandType);
        }
    }

    public static (string Name, OperandType Operand) Read(ref BlobReader il)
    {
        var first = il.ReadByte();

        return first == TwoBytes ? Long[il.ReadByte()] : Short[first];
    }
}
