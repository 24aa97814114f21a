using System.Text.Json;
using Reproducible.Benchmarks.Claims;

namespace Reproducible.Benchmarks.Tests.Claims;

public sealed class SameWorkTests
{
    [Fact]
    public void Losses_that_differ_by_rounding_are_of_the_same_work() =>
        Assert.Contains("at most 4.5e-4", SameWork.Check(Losses(2.3, 2.201), Losses(2.3, 2.2)), StringComparison.Ordinal);

    [Theory]
    [InlineData(2.301, 2.2)]
    [InlineData(2.3, 2.23)]
    public void Losses_that_differ_by_more_are_not(double first, double second) =>
        Assert.Contains("did not do the same work", Assert.Throws<ReproducibleException>(() => SameWork.Check(Losses(first, second), Losses(2.3, 2.2))).Message, StringComparison.Ordinal);

    [Fact]
    public void Fewer_steps_are_not_the_same_work() => Assert.Throws<ReproducibleException>(() => SameWork.Check(Losses(2.3), Losses(2.3, 2.2)));

    [Fact]
    public void Coarser_numbers_round_more() => Assert.Contains("the same work", SameWork.Check(Losses(2.31), Losses(2.3), coarse: true), StringComparison.Ordinal);

    private static JsonElement Losses(params double[] losses) => JsonSerializer.SerializeToElement(new { losses });
}
