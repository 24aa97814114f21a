using Reproducible.Backbones;

namespace Reproducible.Tests.Backbones;

/// <summary>Convolutions 9·(w + w² + 2w² + 4w² + 8w²) and normalisations 2·(w + w + 2w + 2w + 4w), with w = 4.</summary>
public sealed class SmallCnnTests() : BackboneTests(new SmallCnn(4), stages: 3, features: 16, weights: (9 * (4 + (15 * 16))) + (2 * 10 * 4))
{
    [Fact]
    public void A_width_below_one_is_a_fault() => Assert.Equal(["SmallCnn: Width is 0; it must be at least 1."], new SmallCnn(0).Problems());
}
