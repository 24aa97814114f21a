using Reproducible.Benchmarks.Claims;

namespace Reproducible.Benchmarks.Tests.Claims;

public sealed class GoalTests
{
    [Theory]
    [InlineData(0.999, false)]
    [InlineData(1.0, true)]
    [InlineData(1.2, true)]
    public void At_least_is_met_from_the_bound_on(double value, bool met) => Assert.Equal(met, Goal.AtLeast(1, aim: 1.1).IsMetBy(value));

    [Theory]
    [InlineData(0.5, true)]
    [InlineData(0.501, false)]
    [InlineData(double.NaN, false)]
    public void At_most_is_met_up_to_the_bound(double value, bool met) => Assert.Equal(met, Goal.AtMost(0.5).IsMetBy(value));

    [Fact]
    public void Says_bound_and_aim() => Assert.Equal("≥ 1.00, aim 1.10", Goal.AtLeast(1, aim: 1.1).ToString());
}
