using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Tests.Store;

public sealed class RunIdsTests : MadeRuns
{
    private static readonly string[] Ids = ["0123456789abcdef", "0123ffffffffffff", "fedcba9876543210"];

    [Theory]
    [InlineData("fedc")]
    [InlineData("FEDCBA98")]
    [InlineData("fedcba9876543210")]
    public void The_start_of_an_id_is_enough(string typed) => Assert.Equal(Ids[2], RunIds.Find(Ids, typed, "here"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("fed")]
    [InlineData("../..")]
    [InlineData("fedcba98765432100")]
    public void What_is_no_start_of_an_id_is_told(string? typed) =>
        Assert.Equal($"'{typed}' is no run's id; expected its 16 hex digits, or the first 4 and more.", Fault(Ids, typed).Problem);

    [Fact]
    public void None_is_told_with_the_nearest()
    {
        var fault = Fault(Ids, "fedd");

        Assert.Equal("There is no run 'fedd' in here.", fault.Problem);
        Assert.Equal("The nearest are: fedcba9876543210, 0123456789abcdef, 0123ffffffffffff.", fault.Remedy);
    }

    [Fact]
    public void Several_are_told_up_to_five()
    {
        Assert.Equal("2 runs of here begin with '0123': 0123456789abcdef, 0123ffffffffffff.", Fault(Ids, "0123").Problem);
        Assert.EndsWith("0000000000000004, …", Fault([.. Enumerable.Range(0, 9).Select(digit => $"000000000000000{digit}")], "0000").Problem[..^1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_store_is_told_and_one_with_the_run_gives_its_id()
    {
        Assert.Equal($"There is no run 'abcd': the store '{Store.Folder}' is empty.", Assert.Throws<ReproducibleException>(() => Store.IdOf("abcd")).Problem);

        var id = Save(Asked.Runs[0], Options);

        Assert.Equal(id, Store.IdOf(id[..6]));
    }

    [Fact]
    public void A_planned_run_is_found_whether_stored_or_not()
    {
        var plan = Planned;

        Assert.Equal(plan.Runs[0], PlanExplanation.Find(plan, plan.Runs[0].Id[..4]));
        var fault = Assert.Throws<ReproducibleException>(() => PlanExplanation.Find(plan, plan.Runs[0].Id[0] == 'f' ? "0000" : "ffff"));
        Assert.EndsWith("in this plan.", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("name the same --seeds", fault.Remedy, StringComparison.Ordinal);
    }

    private static ReproducibleException Fault(IReadOnlyCollection<string> ids, string? typed) => Assert.Throws<ReproducibleException>(() => RunIds.Find(ids, typed, "here"));
}
