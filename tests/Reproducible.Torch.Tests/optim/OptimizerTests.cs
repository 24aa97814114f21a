using Reproducible.Torch.Modules;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests.Optim;

public class OptimizerTests
{
    [Fact]
    public void Plain_descent_takes_the_rate_times_the_gradient()
    {
        using var scope = NewDisposeScope();
        var weight = With(1f, gradient: 3f);
        optim.SGD([weight], 0.5).step();

        // 1 - 0.5 · 3
        Assert.Equal(-0.5f, weight.item<float>());
    }

    [Fact]
    public void A_closure_is_called_with_gradients_and_its_loss_is_returned()
    {
        using var scope = NewDisposeScope();
        var weight = new Parameter(full([], 2.0));
        var loss = optim.SGD([weight], 0.1).step(() =>
        {
            Assert.True(is_grad_enabled());
            var value = weight * weight;
            value.backward();
            return value;
        });

        // d/dw w² = 4; 2 - 0.1 · 4. The loss belongs to the caller's scope.
        Assert.Equal(4f, loss!.item<float>());
        Assert.Equal(1.6f, weight.item<float>());
    }

    [Fact]
    public void A_weight_without_a_gradient_is_left_alone_and_so_is_its_momentum()
    {
        using var scope = NewDisposeScope();
        var (still, moving) = (new Parameter(full([], 1.0)), With(1f, gradient: 1f));
        using var optimizer = optim.AdamW([still, moving], 0.1);
        optimizer.step();

        Assert.Equal(1f, still.item<float>());
        Assert.NotEqual(1f, moving.item<float>());
        Assert.DoesNotContain("0.exp_avg", optimizer.state_dict().Keys);
        Assert.Contains("1.exp_avg", optimizer.state_dict().Keys);
    }

    [Theory]
    [InlineData(false, 0.0)]
    [InlineData(false, 0.1)]
    [InlineData(true, 0.1)]
    public void Adam_s_one_loop_gives_the_bits_of_the_same_step_operator_by_operator(bool decoupled, double decay)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        foreach (var length in new[] { 1, 7, 8, 1003 })
        {
            // Numbers with gaps between them: the loop does not take those, and libtorch's operators do the step.
            var whole = new Parameter(randn(length));
            var gaps = new Parameter(empty(length, 2)[.., 0].copy_(whole.detach()));
            Assert.Equal([2L], gaps.strides);
            optim.Optimizer[] optimizers = decoupled
                ? [optim.AdamW([whole], 0.01, weight_decay: decay), optim.AdamW([gaps], 0.01, weight_decay: decay)]
                : [optim.Adam([whole], 0.01, weight_decay: decay), optim.Adam([gaps], 0.01, weight_decay: decay)];
            for (var step = 0; step < 5; step++)
            {
                var slope = randn(length) * (step + 0.1);
                foreach (var (weight, optimizer) in new[] { whole, gaps }.Zip(optimizers))
                {
                    optimizer.zero_grad();
                    (weight * slope).sum().backward();
                    optimizer.step();
                }

                Assert.Equal(gaps.detach().ToArray<float>(), whole.detach().ToArray<float>());
            }

            foreach (var (name, tensor) in optimizers[1].state_dict())
            {
                Assert.Equal(tensor.to(ScalarType.Float64).ToArray<double>(), optimizers[0].state_dict()[name].to(ScalarType.Float64).ToArray<double>());
            }

            optimizers[0].Dispose();
            optimizers[1].Dispose();
        }
    }

    [Fact]
    public void Visiting_gives_what_the_state_dict_holds_in_its_order()
    {
        using var scope = NewDisposeScope();
        using var optimizer = optim.SGD([With(1f, gradient: 1f), With(2f, gradient: 3f)], 0.1, momentum: 0.9);
        optimizer.step();
        var (visited, expected) = (new List<double>(), optimizer.state_dict().Values.Select(value => value.item<double>()));

        optimizer.visit_state(visited.Add, tensor => visited.Add(tensor.item<double>()));

        Assert.Equal(expected, visited);
        Assert.Contains(0.9, visited);
    }

    [Fact]
    public void A_step_without_any_gradient_does_nothing()
    {
        using var scope = NewDisposeScope();
        var weight = new Parameter(ones(2));
        optim.Adam([weight]).step();

        Assert.Equal([1f, 1f], weight.ToArray<float>());
    }

    [Fact]
    public void AdamW_decays_by_a_hundredth_unless_told()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(0.01, optim.AdamW([new Parameter(ones(1))]).ParamGroups.Single().WeightDecay);
    }

    [Fact]
    public void Zeroing_frees_gradients_or_fills_them_with_zeros()
    {
        using var scope = NewDisposeScope();
        var weight = With(1f, gradient: 3f);
        using var optimizer = optim.SGD([weight], 0.5);
        optimizer.zero_grad(set_to_none: false);
        Assert.Equal(0f, weight.grad!.item<float>());

        optimizer.zero_grad();
        Assert.Null(weight.grad);
    }

    [Fact]
    public void States_outlive_the_scope_of_their_first_step_and_die_with_the_optimizer()
    {
        var weight = new Parameter(ones(3));
        weight.sum().backward();
        var optimizer = optim.Adam([weight], amsgrad: true);
        var before = Tensor.TotalCount;
        using (NewDisposeScope())
        {
            optimizer.step();
        }

        Assert.Equal(before + 3, Tensor.TotalCount);
        optimizer.step();
        optimizer.Dispose();
        Assert.Equal(before, Tensor.TotalCount);
        weight.Dispose();
    }

    [Fact]
    public void A_state_of_another_kind_or_shape_is_refused_with_what_differs()
    {
        using var scope = NewDisposeScope();
        var (three, four) = (With([1f, 1f, 1f]), With([1f, 1f, 1f, 1f]));
        using var sgd = optim.SGD([three], 0.1, momentum: 0.9);
        using var adam = optim.Adam([four]);
        using var wider = optim.Adam([With([1f])]);
        sgd.step();
        adam.step();

        var kind = Assert.Throws<ArgumentException>(() => adam.load_state_dict(sgd.state_dict())).Message;
        Assert.Contains("'groups.0.beta1' is missing", kind, StringComparison.Ordinal);
        Assert.Contains("'0.momentum_buffer' is not known here", kind, StringComparison.Ordinal);
        Assert.Contains("'0.exp_avg' has shape [4], its parameter [1]", Assert.Throws<ArgumentException>(() => wider.load_state_dict(adam.state_dict())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_holds_the_state_and_gives_it_back()
    {
        using var scope = NewDisposeScope();
        var folder = Directory.CreateTempSubdirectory("reproducible-optim-");
        try
        {
            var file = Path.Combine(folder.FullName, "adam.safetensors");
            using var first = optim.Adam([With([1f, 2f])], 0.3);
            using var second = optim.Adam([With([1f, 2f])], 0.1);
            first.step();
            first.save_state_dict(file);
            second.load_state_dict(file);

            Assert.Equal(0.3, second.ParamGroups.Single().LearningRate);
            foreach (var (name, value) in first.state_dict())
            {
                Assert.True(value.equal(second.state_dict()[name]), name);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Groups_that_can_not_be_learned_are_refused()
    {
        using var scope = NewDisposeScope();
        var weight = new Parameter(ones(1));

        Refuses("at least one", () => optim.SGD(Array.Empty<Parameter>(), 0.1));
        Refuses("each parameter belongs to one group", () => optim.SGD([weight, weight], 0.1));
        Refuses("each parameter belongs to one group", () => optim.SGD([new SGD.ParamGroup([weight]), new([weight])], 0.1));
        Refuses("make an SGD.ParamGroup", () => optim.SGD([weight], 0.1).add_param_group(new Adam.ParamGroup([new Parameter(ones(1))])));
        Refuses("LearningRate is -1: give 0 or more.", () => optim.SGD([weight], -1));
        Refuses("needs a momentum above 0 and no dampening; they are 0 and 0", () => optim.SGD([weight], 0.1, nesterov: true));
        Refuses("beta1 is 1: give at least 0 and less than 1.", () => optim.Adam([weight], beta1: 1));
    }

    [Fact]
    public void A_group_added_later_is_learned_with_its_own_rate()
    {
        using var scope = NewDisposeScope();
        var (first, second) = (With(1f, gradient: 1f), With(1f, gradient: 1f));
        using var optimizer = optim.SGD([first], 0.1);
        optimizer.add_param_group(new SGD.ParamGroup([second], lr: 0.5));
        optimizer.step();

        Assert.Equal(0.9f, first.item<float>());
        Assert.Equal(0.5f, second.item<float>());
        Assert.Equal([first, second], optimizer.parameters());
    }

    private static void Refuses(string words, Func<object> make) =>
        Assert.Contains(words, Assert.Throws<ArgumentException>(make).Message, StringComparison.Ordinal);

    private static void Refuses(string words, Action act) =>
        Assert.Contains(words, Assert.Throws<ArgumentException>(act).Message, StringComparison.Ordinal);

    private static Parameter With(float value, float gradient)
    {
        var weight = new Parameter(full([], value));
        (weight * gradient).backward();
        return weight;
    }

    private static Parameter With(float[] values)
    {
        var weight = new Parameter(tensor(values));
        weight.sum().backward();
        return weight;
    }
}
