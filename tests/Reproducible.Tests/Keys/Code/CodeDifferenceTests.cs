using Reproducible.Keys;

namespace Reproducible.Tests.Keys.Code;

public class CodeDifferenceTests
{
    [Fact]
    public void Names_what_came_went_and_changed_in_ordinal_order()
    {
        var difference = CodeDifference.Between(
            new Dictionary<string, string> { ["same"] = "1", ["gone"] = "1", ["b"] = "1", ["a"] = "1", ["B"] = "1" },
            new Dictionary<string, string> { ["new"] = "1", ["fresh"] = "1", ["b"] = "2", ["a"] = "2", ["B"] = "2", ["same"] = "1" });

        Assert.Equal(["fresh", "new"], difference.Added);
        Assert.Equal(["gone"], difference.Removed);
        Assert.Equal(["B", "a", "b"], difference.Changed);
        Assert.False(difference.IsEmpty);
    }

    [Fact]
    public void Is_empty_between_equal_maps() => Assert.True(
        CodeDifference.Between(new Dictionary<string, string> { ["a"] = "1" }, new Dictionary<string, string> { ["a"] = "1" }).IsEmpty);
}
