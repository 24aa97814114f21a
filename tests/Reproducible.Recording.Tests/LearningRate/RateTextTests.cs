using Reproducible.Recording.LearningRate;

namespace Reproducible.Recording.Tests.LearningRate;

public class RateTextTests
{
    [Theory]
    [InlineData(0.003, "0.003")]
    [InlineData(0.0123, "0.012")]
    [InlineData(0.5, "0.5")]
    [InlineData(10.0, "10")]
    [InlineData(0.000999, "0.001")]
    [InlineData(0.00052, "5.2e-4")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(0.0, "0")]
    [InlineData(null, "–")]
    public void Has_two_digits(double? rate, string text) => Assert.Equal(text, RateText.Of(rate));
}
