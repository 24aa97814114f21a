using Cake.Core;
using Reproducible.Frosting.Registration;

namespace Reproducible.Frosting.Tests.Registration;

public class TaskFaultsTests
{
    private const string Outer = "Reproducible.Frosting.Tests.Registration.TaskFaultsTests+";

    [Fact]
    public void Finds_nothing_in_sound_tasks() => Assert.Empty(Faults([typeof(First), typeof(Second)]));

    [Fact]
    public void Says_all_that_is_wrong_in_one_go() => Assert.Equal(
        [
            $"{Outer}Bare implements IFrostingTask only. Derive it from FrostingTask<T> or AsyncFrostingTask<T>.",
            $"The name 'First' is used by {Outer}First and {Outer}Namesake. Give each task a name of its own with [TaskName].",
            $"Task 'Lost' depends on System.Text.StringBuilder, which is not a task. Name a class that derives from FrostingTask<T> or AsyncFrostingTask<T>.",
            $"Task 'Lost' depends on {Outer}Half, which is never registered. A task's class is public, not abstract and not an open generic.",
            $"Task 'Lost' is to run before {Outer}Second of the assembly Reproducible.Frosting.Tests, which the host does not know. Call AddAssembly(typeof(Second).Assembly).",
        ],
        Faults([typeof(Bare), typeof(First), typeof(Namesake), typeof(Lost)]));

    [Fact]
    public void Names_the_script_where_it_took_the_name() => Assert.Equal(
        [$"The name 'First' is used by {Outer}First and the script. Give each task a name of its own with [TaskName]."],
        TaskFaults.In([TaskDefinition.Of(typeof(First))], typeof(FrostingContext), ["FIRST"]));

    [Fact]
    public void Says_which_context_a_task_wants() => Assert.Equal(
        ["Task 'Special' runs in a SpecialContext, the host's context is a FrostingContext. Call UseContext<SpecialContext>()."],
        Faults([typeof(Special)]));

    [Fact]
    public void Refuses_an_empty_name() => Assert.Equal(
        [$"{Outer}Nameless has an empty [TaskName]. Name it, or remove the attribute."],
        Faults([typeof(Nameless)]));

    [Fact]
    public void Walks_each_cycle_whichever_end_its_edges_are_said_from() => Assert.Equal(
        [
            "Tasks wait for each other: Egg -> Hen -> Chick -> Egg (read '->' as 'depends on'). Remove one of these dependencies.",
            "Tasks wait for each other: Self -> Self (read '->' as 'depends on'). Remove one of these dependencies.",
        ],
        Faults([typeof(Egg), typeof(Hen), typeof(Chick), typeof(Self), typeof(First)]));

    [Fact]
    public void A_lifetime_says_which_context_it_wants() => Assert.Equal(
        [$"{Outer}SpecialSetup is written for a SpecialContext, the host's context is a FrostingContext. Call UseContext<SpecialContext>()."],
        new Lifetimes(new SpecialSetup(), null, null, null).Faults(typeof(FrostingContext)));

    private static IReadOnlyList<string> Faults(Type[] types) =>
        TaskFaults.In([.. types.Select(TaskDefinition.Of)], typeof(FrostingContext), []);

    public sealed class First : FrostingTask<FrostingContext>;

    [IsDependentOn(typeof(First))]
    public sealed class Second : AsyncFrostingTask;

    [TaskName("first")]
    public sealed class Namesake : FrostingTask;

    [IsDependentOn(typeof(System.Text.StringBuilder))]
    [IsDependentOn(typeof(Half))]
    [IsDependeeOf(typeof(Second))]
    public sealed class Lost : FrostingTask;

    public abstract class Half : FrostingTask;

    [TaskName(" ")]
    public sealed class Nameless : FrostingTask;

    public sealed class SpecialContext(ICakeContext context) : FrostingContext(context);

    public sealed class Special : FrostingTask<SpecialContext>;

    public sealed class SpecialSetup : FrostingSetup<SpecialContext>
    {
        public override void Setup(SpecialContext context, ISetupContext info)
        {
        }
    }

    [IsDependentOn(typeof(Hen))]
    public sealed class Egg : FrostingTask;

    public sealed class Hen : FrostingTask;

    [IsDependeeOf(typeof(Hen))]
    [IsDependentOn(typeof(Egg))]
    public sealed class Chick : FrostingTask;

    [IsDependentOn(typeof(Self))]
    public sealed class Self : FrostingTask;

    public sealed class Bare : IFrostingTask
    {
        public Task RunAsync(ICakeContext context) => Task.CompletedTask;

        public bool ShouldRun(ICakeContext context) => true;

        public void OnError(Exception exception, ICakeContext context)
        {
        }

        public void Finally(ICakeContext context)
        {
        }
    }
}
