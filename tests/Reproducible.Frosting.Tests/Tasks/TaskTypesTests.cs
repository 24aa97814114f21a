using Reproducible.Frosting.Sample;

namespace Reproducible.Frosting.Tests.Tasks;

/// <summary>These run as a worker does: outside Cake, with Cake.Core.dll and nothing else of Cake's beside the tasks.</summary>
public class TaskTypesTests
{
    [Fact]
    public void Finds_names_and_makes_tasks_beside_a_startup_class_that_needs_the_container()
    {
        var cakeFiles = Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Select(Path.GetFileName)
            .Where(name => name!.StartsWith("Cake.", StringComparison.Ordinal) || name.Contains("DependencyInjection", StringComparison.Ordinal));
        var tasks = TaskTypes.In(typeof(Kitchen).Assembly);

        Assert.Equal(["Cake.Core.dll"], cakeFiles);
        Assert.Equal(["Default", "Burn", "BuyEggs", "Decorate", "DropATray", "Mix.Dough", "Rescue", "Sift"], tasks.Select(TaskTypes.NameOf));
        Assert.All(tasks.Where(task => task != typeof(BuyEggs)), task => Assert.IsAssignableFrom<IFrostingTask>(Activator.CreateInstance(task)));
    }
}
