using Reproducible.Frosting.Registration;

namespace Reproducible.Frosting.Tests.Registration;

public class TargetCheckTests
{
    private static readonly string[] Tasks = ["Default", "FeatureExtraction", "FullFineTune", "Source.FashionEight"];

    [Fact]
    public void Finds_targets_whatever_their_case() => Assert.Null(TargetCheck.Fault(["fullfinetune", "Default"], Tasks));

    [Fact]
    public void Puts_the_nearest_name_first() => Assert.Equal(
        "No target 'FulFineTune'. Did you mean FullFineTune? There are: FullFineTune, Default, FeatureExtraction, Source.FashionEight.",
        TargetCheck.Fault(["FulFineTune"], Tasks));

    [Fact]
    public void Knows_a_name_by_its_last_part_and_guesses_nothing_from_nonsense() => Assert.Equal(
        "No target 'FashionEight'. Did you mean Source.FashionEight? No target 'xyz'. "
        + "There are: Source.FashionEight, FullFineTune, Default, FeatureExtraction.",
        TargetCheck.Fault(["FashionEight", "xyz"], Tasks));

    [Fact]
    public void Says_so_when_there_are_no_tasks_at_all() => Assert.Equal(
        "No target 'Default'. There are none: no task has been registered.",
        TargetCheck.Fault(["Default"], []));

    [Theory]
    [InlineData("--tree", true)]
    [InlineData("--showdescription=true", true)]
    [InlineData("--target=tree", false)]
    public void Knows_the_switches_that_only_list(string word, bool lists) => Assert.Equal(lists, TargetCheck.OnlyLists(["build.cake", word]));
}
