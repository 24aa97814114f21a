using System.Reflection;

namespace Reproducible.Frosting.Registration;

/// <summary>What a task's class says about itself, read once. A class named twice as a neighbour is listed once.</summary>
internal sealed record TaskDefinition(
    Type Type,
    string Name,
    string? Description,
    bool ContinuesOnError,
    IReadOnlyList<Type> DependsOn,
    IReadOnlyList<Type> DependeeOf)
{
    internal static TaskDefinition Of(Type type) => new(
        type,
        TaskTypes.NameOf(type),
        type.GetCustomAttribute<TaskDescriptionAttribute>(inherit: false)?.Description,
        type.IsDefined(typeof(ContinueOnErrorAttribute), inherit: false),
        [.. type.GetCustomAttributes<IsDependentOnAttribute>().Select(attribute => attribute.Task).Distinct()],
        [.. type.GetCustomAttributes<IsDependeeOfAttribute>().Select(attribute => attribute.Task).Distinct()]);

    /// <summary>Does the class, or a class between it and the library's base, override this method?</summary>
    internal bool Overrides(string method)
    {
        var taskBase = ContextType.TaskBase(Type)!;
        return taskBase.GetMethod(method) is { } declared
            && Type.GetMethod(method, [.. declared.GetParameters().Select(parameter => parameter.ParameterType)])!.DeclaringType != taskBase;
    }
}
