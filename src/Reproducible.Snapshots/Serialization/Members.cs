using System.Collections;
using System.Reflection;

namespace Reproducible.Snapshots.Serialization;

/// <summary>What of an object goes into a snapshot: public fields and properties, base classes first, each in the order of their declaration.</summary>
internal static class Members
{
    internal static IReadOnlyList<(string Name, object? Value)> Of(object target) =>
        target is Exception exception ? OfException(exception) : [.. Declared(target).Select(Value)];

    /// <summary>Is it left out as a member? Null and empty collections say nothing.</summary>
    internal static bool IsVoid(object? value) => value is null || (value is IEnumerable many and not string && !many.Cast<object?>().Any());

    // The stack is left out: inlining and optimisation change it.
    private static IReadOnlyList<(string Name, object? Value)> OfException(Exception exception) =>
    [
        ("Type", exception.GetType().Name),
        ("Message", exception.Message),
        .. Declared(exception).Where(member => member.From != typeof(Exception) && member.Name != nameof(Exception.Message)).Select(Value),
        ("InnerException", exception.InnerException),
    ];

    private static IEnumerable<Member> Declared(object target) => target.GetType()
        .GetMembers(BindingFlags.Public | BindingFlags.Instance)
        .Select(member => member switch
        {
            PropertyInfo property when property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0 =>
                new Member(property, () => property.GetValue(target)),
            FieldInfo field => new Member(field, () => field.GetValue(target)),
            _ => null,
        })
        .OfType<Member>()
        .GroupBy(member => member.Name).Select(same => same.MaxBy(member => member.Depth)!)
        .OrderBy(member => member.Depth).ThenBy(member => member.Info.MetadataToken);

    private static (string Name, object? Value) Value(Member member) => (member.Name, member.Get());

    private sealed record Member(MemberInfo Info, Func<object?> Get)
    {
        internal string Name => Info.Name;

        internal Type From => Info.DeclaringType!;

        internal int Depth { get; } = Ancestors(Info.DeclaringType!);

        private static int Ancestors(Type type) => type.BaseType is { } parent ? Ancestors(parent) + 1 : 0;
    }
}
