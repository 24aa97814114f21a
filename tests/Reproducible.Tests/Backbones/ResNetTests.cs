using Reproducible.Backbones;

namespace Reproducible.Tests.Backbones;

/// <summary>
/// With w = 4 and one block a stage: stem 9w + 2w; first block 2·(9w² + 2w); second 9·2w² + 9·4w² + 2·4w with a shortcut 2w² + 4w;
/// third 9·8w² + 9·16w² + 2·8w with a shortcut 8w² + 8w.
/// </summary>
public sealed class ResNetTests() : BackboneTests(
    new ResNet(4, Blocks: 1),
    stages: 4,
    features: 16,
    weights: (11 * 4) + (2 * ((9 * 16) + (2 * 4))) + (54 * 16) + (8 * 4) + (2 * 16) + (4 * 4) + (216 * 16) + (16 * 4) + (8 * 16) + (8 * 4))
{
    [Fact]
    public void Every_setting_below_one_is_a_fault() => Assert.Equal(2, new ResNet(0, 0).Problems().Count());
}
