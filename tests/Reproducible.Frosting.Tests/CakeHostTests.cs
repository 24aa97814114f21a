namespace Reproducible.Frosting.Tests;

/// <summary>Against the real <c>dotnet cake</c>: each start costs a second or two, so each test asserts all it can of one.</summary>
public class CakeHostTests(CakeFolder cake) : IClassFixture<CakeFolder>
{
    [Fact]
    public void Runs_dependencies_first_inside_lifetimes_with_one_shared_context()
    {
        var run = cake.Cake();

        Assert.Equal(
            [
                "opened for Default, oven 180",
                "BuyEggs in", "bought 3 eggs", "BuyEggs out",
                "Sift in", "sifted in pans", "Sift out",
                "Mix.Dough in", "mixed 3 eggs", "washed the whisk", "Mix.Dough out",
                "Decorate in", "Decorate out, skipped",
                "DropATray in", "swept up after 'the tray fell'", "DropATray out",
                "Default in", "Default out",
                "closed, successful True",
                "locked the pantry",
            ],
            run.Said);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("the broom broke", run.Output, StringComparison.Ordinal);
        Assert.Matches("Decorate +- +Skipped +plain cakes", run.Output);
    }

    // Cake 7 runs several targets in the order of their names, whatever their order on the command line.
    [Fact]
    public void Runs_several_targets_with_arguments_and_those_of_the_script()
    {
        var run = cake.Cake("--target=Script", "--target=decorate", "--target=Rescue", "--fancy", "--eggs=5");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["bought 5 eggs", "decorated", "rescued from 'too much salt'", "the script's own task"], Work(run));
    }

    [Fact]
    public void Runs_the_target_alone_when_exclusive()
    {
        var run = cake.Cake("--target=Mix.Dough", "--exclusive");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["mixed 0 eggs", "washed the whisk"], Work(run));
    }

    [Fact]
    public void Exits_1_with_the_message_of_a_failed_task_and_closes_its_lifetime()
    {
        var run = cake.Cake("--target=Burn");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the oven is at 400 degrees, 180 were wanted", run.Output, StringComparison.Ordinal);
        Assert.Equal(["closed, successful False", "locked the pantry"], run.Said.TakeLast(2));
    }

    [Fact]
    public void Exits_1_when_the_target_itself_should_not_run()
    {
        var run = cake.Cake("--target=Decorate");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("plain cakes are good cakes", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_edges_from_both_ends_in_the_tree_and_runs_nothing()
    {
        var run = cake.Cake("--tree", "--target=NoSuchTarget");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["locked the pantry"], run.Said);
        Assert.Contains("Mix.Dough\n│ ├─BuyEggs\n│ └─Sift", string.Join('\n', run.Output.Split('\n').Select(line => line.TrimEnd())), StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_descriptions_and_runs_nothing()
    {
        var run = cake.Cake("--description");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["locked the pantry"], run.Said);
        Assert.Matches("(?m)^ *Mix\\.Dough +Mixes eggs and flour\\s*$", run.Output);
        Assert.Matches("(?m)^ *Default +A whole cake\\s*$", run.Output);
    }

    [Fact]
    public void Names_what_would_run_in_a_dry_run()
    {
        var run = cake.Cake("--dryrun", "--target=Mix.Dough");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches("(?s)1\\. BuyEggs.*2\\. Sift.*3\\. Mix\\.Dough", run.Output);
        Assert.Empty(Work(run));
    }

    [Fact]
    public void Suggests_the_nearest_names_for_an_unknown_target()
    {
        var run = cake.Cake("--target=BuyEgs");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["locked the pantry"], run.Said);
        Assert.Contains("Error: No target 'BuyEgs'. Did you mean BuyEggs? There are: BuyEggs, Burn, ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_all_faults_at_once_before_anything_runs()
    {
        var run = cake.Cake("faulty.cake");

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Said);
        Assert.Contains("The name 'Rescue' is used by Reproducible.Frosting.Sample.Rescue and the script.", run.Output, StringComparison.Ordinal);
        Assert.Contains("Task 'Burn' runs in a KitchenContext, the host's context is a FrostingContext. Call UseContext<KitchenContext>().", run.Output, StringComparison.Ordinal);
        Assert.Matches("Task 'BuyEggs' could not be made: .*Reproducible\\.Frosting\\.Sample\\.Pantry", run.Output);
    }

    // Without the lines of the lifetimes and of the service.
    private static IEnumerable<string> Work(CakeRun run) => run.Said.Where(line =>
        !line.EndsWith(" in", StringComparison.Ordinal) && !line.EndsWith(" out", StringComparison.Ordinal)
        && !line.StartsWith("opened for", StringComparison.Ordinal) && !line.StartsWith("closed", StringComparison.Ordinal)
        && line != "locked the pantry");
}
