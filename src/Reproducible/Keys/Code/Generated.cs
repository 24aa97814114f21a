using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Reproducible.Keys;

/// <summary>
/// Which types and members the compiler generated for a method: closures, iterators, lambdas, local functions, anonymous types.
/// Their names hold ordinals that move when members are reordered and names of locals, so they never stand in a text.
/// </summary>
internal sealed class Generated(MetadataReader reader)
{
    /// <summary>Begins a mark: this character, then the token in 8 hex digits.</summary>
    public const char MarkStart = '\u0001';

    public const int MarkLength = 9;

    private readonly Dictionary<TypeDefinitionHandle, bool> types = [];

    /// <summary>Stands for a generated entity in a text until <see cref="Expansion"/> numbers it.</summary>
    public static string Mark(EntityHandle handle) => $"{MarkStart}{MetadataTokens.GetToken(handle):x8}";

    public bool Is(TypeDefinitionHandle type)
    {
        if (!types.TryGetValue(type, out var generated))
        {
            var definition = reader.GetTypeDefinition(type);
            var outer = definition.GetDeclaringType();
            types[type] = generated = !IsData(type)
                && ((reader.StringComparer.StartsWith(definition.Name, "<") && !reader.StringComparer.Equals(definition.Name, "<Module>"))
                    || (!outer.IsNil && Is(outer)));
        }

        return generated;
    }

    /// <summary>Where the compiler keeps the data of array initialisers. Its names are hashes of their content.</summary>
    public bool IsData(TypeDefinitionHandle type)
    {
        var definition = reader.GetTypeDefinition(type);
        var outer = definition.GetDeclaringType();

        return reader.StringComparer.StartsWith(definition.Name, "<PrivateImplementationDetails>") || (!outer.IsNil && IsData(outer));
    }

    public bool Is(MethodDefinitionHandle method)
    {
        var definition = reader.GetMethodDefinition(method);
        var type = definition.GetDeclaringType();

        return HasOrdinal(definition.Name) || Is(type) || IsData(type);
    }

    public bool Is(FieldDefinitionHandle field) => Is(reader.GetFieldDefinition(field).GetDeclaringType());

    /// <summary><c>&lt;Run&gt;b__0</c>, <c>&lt;Run&gt;g__At|12_0</c>; not a record's <c>&lt;Clone&gt;$</c>, which the language names.</summary>
    public bool HasOrdinal(StringHandle methodName) =>
        reader.StringComparer.StartsWith(methodName, "<") && !reader.GetString(methodName).EndsWith(">$", StringComparison.Ordinal);
}
