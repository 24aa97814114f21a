using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests.Nn;

public class HookTests
{
    [Fact]
    public void Hooks_see_and_exchange_input_and_result_until_they_are_removed()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Identity();
        var before = layer.register_forward_pre_hook((_, x) => x + 1);
        var after = layer.register_forward_hook((module, input, result) =>
        {
            Assert.Same(layer, module);
            return result * input;
        });

        // (2 + 1) · (2 + 1)
        Assert.Equal(9, layer.call(full([], 2.0)).item<float>());
        before.remove();
        before.remove();
        Assert.Equal(4, layer.call(full([], 2.0)).item<float>());
        after.remove();
        Assert.Equal(2, layer.call(full([], 2.0)).item<float>());
    }

    [Fact]
    public void A_module_of_two_inputs_has_hooks_too_and_null_leaves_its_inputs()
    {
        using var scope = NewDisposeScope();
        using var loss = nn.MSELoss();
        var (x, y) = (full([1], 5.0), full([1], 2.0));
        loss.register_forward_pre_hook((_, _, _) => null);
        Assert.Equal(9, loss.call(x, y).item<float>());

        loss.register_forward_pre_hook((_, input, target) => (target, target));
        loss.register_forward_hook((_, _, _, result) => result + 1);
        Assert.Equal(1, loss.call(x, y).item<float>());
    }

    [Fact]
    public void Forward_alone_runs_no_hook()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Identity();
        layer.register_forward_hook((_, _, result) => result + 1);

        Assert.Equal(2, layer.forward(full([], 2.0)).item<float>());
    }
}
