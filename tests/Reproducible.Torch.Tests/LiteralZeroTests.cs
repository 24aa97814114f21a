using System.Reflection;
using System.Runtime.CompilerServices;

namespace Reproducible.Torch.Tests;

/// <summary>C# converts a literal 0, and no other number, to any enumeration: <c>x.sum(0)</c> must not become "as bytes".</summary>
public class LiteralZeroTests
{
    private static readonly Type[] Numbers = [typeof(int), typeof(long), typeof(double), typeof(float), typeof(Scalar), typeof(torch.TensorIndex)];

    public static TheoryData<Type> TypesWithOverloads =>
        [.. typeof(torch).Assembly.GetExportedTypes().Where(type => Overloads(type).Any())];

    [Theory]
    [MemberData(nameof(TypesWithOverloads))]
    public void A_literal_zero_is_a_number_wherever_an_overload_takes_one(Type type) =>
        Assert.Empty(
            from overloads in Overloads(type)
            from word in overloads
            from number in overloads
            where Priority(number) <= Priority(word)
            from place in Enumerable.Range(0, Math.Min(word.GetParameters().Length, number.GetParameters().Length))
            where TakesEnumeration(word, place) && TakesNumber(number, place) && CanBeCalledAlike(word, number, place)
            select $"{word} takes a 0 that {number} should have: give the latter [OverloadResolutionPriority(1)].");

    /// <summary>Between two enumerations C# takes the overload whose every parameter was given, silently, and calls the rest ambiguous.</summary>
    [Theory]
    [MemberData(nameof(TypesWithOverloads))]
    public void A_literal_zero_never_chooses_between_two_enumerations(Type type) =>
        Assert.Empty(
            from overloads in Overloads(type)
            from chosen in overloads
            from other in overloads
            let last = chosen.GetParameters().Length - 1
            where last >= 0 && last < other.GetParameters().Length - 1
            where TakesEnumeration(chosen, last) && TakesEnumeration(other, last) && CanBeCalledAlike(chosen, other, last)
            where !overloads.Any(number => Priority(number) > Priority(chosen) && TakesNumber(number, last) && CanBeCalledAlike(chosen, number, last))
            select $"{chosen} takes a 0 that could mean {other}: say in an overload for a number what 0 means.");

    private static IEnumerable<IGrouping<string, MethodBase>> Overloads(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName) // Conversions are not called by name.
            .Concat<MethodBase>(type.GetConstructors())
            .GroupBy(method => method.Name)
            .Where(group => group.Count() > 1);

    private static int Priority(MethodBase method) => method.GetCustomAttribute<OverloadResolutionPriorityAttribute>()?.Priority ?? 0;

    private static bool TakesEnumeration(MethodBase method, int place) => place < method.GetParameters().Length && TypeAt(method, place)!.IsEnum;

    private static bool TakesNumber(MethodBase method, int place) => Numbers.Contains(TypeAt(method, place));

    /// <summary>Whether one list of arguments, with a 0 at a place, fits both: of each length that both take, and alike beside that place.</summary>
    private static bool CanBeCalledAlike(MethodBase one, MethodBase other, int zero) => Enumerable.Range(zero + 1, 8).Any(count =>
        Takes(one, count) && Takes(other, count) && Enumerable.Range(0, count).All(place =>
            place == zero || TypeAt(one, place) == TypeAt(other, place) || (TakesNumber(one, place) && TakesNumber(other, place))));

    private static bool Takes(MethodBase method, int count) =>
        method.GetParameters().Count(parameter => !parameter.IsOptional && !IsOpen(parameter)) <= count && TypeAt(method, count - 1) is not null;

    /// <summary>What the argument at a place must be, of any number that an open list takes; null: no argument can stand there.</summary>
    private static Type? TypeAt(MethodBase method, int place)
    {
        var parameters = method.GetParameters();
        if (parameters is [.., var last] && IsOpen(last) && place >= parameters.Length - 1)
        {
            return last.ParameterType.GetElementType() ?? last.ParameterType.GetGenericArguments()[0];
        }

        return place >= parameters.Length ? null
            : parameters[place].ParameterType is { IsGenericParameter: true } ? typeof(object)
            : Nullable.GetUnderlyingType(parameters[place].ParameterType) ?? parameters[place].ParameterType;
    }

    private static bool IsOpen(ParameterInfo parameter) =>
        parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute));
}
