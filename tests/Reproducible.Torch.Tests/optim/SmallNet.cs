using Reproducible.Torch.Modules;
using static Reproducible.Torch.torch;
using F = Reproducible.Torch.torch.nn.functional;

namespace Reproducible.Torch.Tests.Optim;

/// <summary>The Net of make_fixtures.py, written as one writes a module for TorchSharp.</summary>
internal sealed class SmallNet : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv1 = nn.Conv2d(1, 8, 3, padding: 1, bias: false);
    private readonly BatchNorm2d bn1 = nn.BatchNorm2d(8);
    private readonly Conv2d conv2 = nn.Conv2d(8, 16, 3, padding: 1, bias: false);
    private readonly BatchNorm2d bn2 = nn.BatchNorm2d(16);
    private readonly Linear fc = nn.Linear(16, 10);

    internal SmallNet()
        : base(nameof(SmallNet)) => RegisterComponents();

    /// <param name="input">Shape [batch, 1, height, width].</param>
    /// <returns>Logits, shape [batch, 10].</returns>
    public override Tensor forward(Tensor input)
    {
        var x = F.max_pool2d(F.relu(bn1.call(conv1.call(input))), 2);
        x = F.relu(bn2.call(conv2.call(x)));
        return fc.call(F.adaptive_avg_pool2d(x, 1).flatten(1));
    }
}
