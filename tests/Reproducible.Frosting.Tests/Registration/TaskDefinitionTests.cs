using Cake.Core;
using Reproducible.Frosting.Registration;

namespace Reproducible.Frosting.Tests.Registration;

public class TaskDefinitionTests
{
    [Fact]
    public void Knows_what_a_class_overrides_itself_or_through_its_bases()
    {
        var definition = TaskDefinition.Of(typeof(Derived));

        Assert.True(definition.Overrides(nameof(FrostingTask.Run)));
        Assert.True(definition.Overrides(nameof(IFrostingTask.OnError)));
        Assert.False(definition.Overrides(nameof(IFrostingTask.Finally)));
        Assert.False(definition.Overrides(nameof(IFrostingTask.RunAsync)));
    }

    [Fact]
    public void Inherits_dependencies_but_neither_name_nor_description_nor_tolerance()
    {
        var definition = TaskDefinition.Of(typeof(Derived));

        Assert.Equal([typeof(Other)], definition.DependsOn);
        Assert.Equal(("Derived", null, false), (definition.Name, definition.Description, definition.ContinuesOnError));
    }

    public sealed class Other : FrostingTask;

    [TaskName("Base")]
    [TaskDescription("not for heirs")]
    [ContinueOnError]
    [IsDependentOn(typeof(Other))]
    public abstract class Base : FrostingTask
    {
        public override void OnError(Exception exception, ICakeContext context) => throw exception;
    }

    [IsDependentOn(typeof(Other))]
    public sealed class Derived : Base
    {
        public override void Run(ICakeContext context)
        {
        }
    }
}
