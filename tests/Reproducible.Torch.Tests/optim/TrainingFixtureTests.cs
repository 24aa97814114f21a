using Reproducible.Torch.Tests.Fixtures;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests.Optim;

/// <summary>20 training steps of a small network, from its first draw on, against Fixtures/training.safetensors: losses and final state, bit for bit.</summary>
public class TrainingFixtureTests
{
    private const int Steps = 20;
    private const int Batch = 8;

    private static readonly FixtureFile File = new("training");

    [Theory]
    [InlineData("nchw", "sgd")]
    [InlineData("nchw", "adamw")]
    [InlineData("channels_last", "sgd")]
    [InlineData("channels_last", "adamw")]
    public void Losses_and_final_weights_are_bit_for_bit_Pythons(string layout, string kind) => Train(layout, kind);

    // oneDNN 2.6 has no bfloat16 kernels for the pinned AVX2 and refuses; libtorch's own are the same on every machine.
    [Theory]
    [InlineData("sgd")]
    [InlineData("adamw")]
    public void Under_autocast_to_bfloat16_without_oneDNN_they_are_bit_for_bit_Pythons(string kind)
    {
        Assert.SkipUnless(FixtureEngine.IsStored, $"Sums in bfloat16 taken in another order are not near, and Python's numbers on {FixtureEngine.Name} are not stored.");
        backends.mkldnn.enabled = false;
        try
        {
            Train("bf16", kind);
        }
        finally
        {
            backends.mkldnn.enabled = true;
        }
    }

    private static void Train(string layout, string kind)
    {
        using var scope = NewDisposeScope();
        manual_seed(11);
        using var net = new SmallNet();
        using var draw = new Generator(12);
        var images = randn([Batch * Steps, 1, 12, 12], generator: draw);
        var labels = randint(0, 10, [Batch * Steps], generator: draw);
        if (layout != "nchw")
        {
            net.to(channels_last);
            images = images.contiguous(channels_last);
        }

        using optim.Optimizer optimizer = kind == "sgd"
            ? optim.SGD(net.parameters(), 0.1, momentum: 0.9, weight_decay: 5e-4)
            : optim.AdamW(net.parameters(), 0.01);
        var schedule = optim.lr_scheduler.CosineAnnealingLR(optimizer, Steps);
        using var criterion = nn.CrossEntropyLoss(label_smoothing: 0.1);
        var losses = new float[Steps];
        for (var step = 0; step < Steps; step++)
        {
            using var inner = NewDisposeScope();
            optimizer.zero_grad();
            Tensor loss;
            using (autocast(DeviceType.CPU, ScalarType.BFloat16, enabled: layout == "bf16"))
            {
                loss = criterion.call(net.call(images.narrow(0, step * Batch, Batch)), labels.narrow(0, step * Batch, Batch));
            }

            loss.backward();
            nn.utils.clip_grad_norm_(net.parameters(), 1.0);
            optimizer.step();
            schedule.step();
            losses[step] = loss.item<float>();
        }

        Bits.Pythons(File[$"{layout}.{kind}.losses"], tensor(losses), "losses");
        foreach (var (name, value) in net.state_dict())
        {
            Bits.Pythons(File[$"{layout}.{kind}.{name}"], value.detach(), name);
        }
    }
}
