using Reproducible.Training;

namespace Reproducible.Tests.Training;

public class ExponentialRiseTests
{
    [Theory]
    [InlineData(0, 0.0001)]
    [InlineData(1, 0.01)]
    [InlineData(2, 1)]
    public void Multiplies_by_the_same_factor_at_each_step(long step, double factor) => Assert.Equal(factor, new ExponentialRise(0.0001).Factor(step, 3), 12);

    [Fact]
    public void Is_at_the_peak_where_there_is_one_step() => Assert.Equal(1, new ExponentialRise(0.5).Factor(0, 1));
}
