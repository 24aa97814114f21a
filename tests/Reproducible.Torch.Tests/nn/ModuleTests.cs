using Reproducible.Torch.Modules;
using Reproducible.Torch.Tests.Fixtures;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests.Nn;

public class ModuleTests
{
    [Fact]
    public void Fields_are_registered_by_name_the_base_classs_first()
    {
        using var scope = NewDisposeScope();
        using var net = new Derived();

        Assert.Equal(["scale", "renamed", "first.weight", "first.bias", "Second.weight"], net.state_dict().Keys);
        Assert.Equal(["scale", "first.weight", "first.bias", "Second.weight"], net.named_parameters().Select(pair => pair.name));
        Assert.Equal(["renamed"], net.named_buffers().Select(pair => pair.name));
        Assert.Equal(["first", "Second"], net.named_children().Select(pair => pair.name));
        Assert.Equal(nameof(Derived), net.GetName());
    }

    [Fact]
    public void A_field_that_was_exchanged_is_taken_up_when_registered_again()
    {
        using var scope = NewDisposeScope();
        using var net = new Derived();
        using var old = net.Second;
        net.Exchange();

        Assert.Same(net.Second.weight, net.get_parameter("Second.weight"));
        Assert.Equal([7, 4], net.get_parameter("Second.weight")!.shape);
    }

    [Fact]
    public void Names_that_are_taken_empty_or_dotted_are_refused()
    {
        using var scope = NewDisposeScope();
        using var net = new Derived();

        Assert.Contains("has a part 'first' already", Assert.Throws<ArgumentException>(() => net.register_buffer("first", ones(1))).Message, StringComparison.Ordinal);
        Assert.Contains("no dot", Assert.Throws<ArgumentException>(() => net.register_module("a.b", nn.Identity())).Message, StringComparison.Ordinal);
        Assert.Contains("at least one character", Assert.Throws<ArgumentException>(() => net.register_parameter("", new Parameter(ones(1)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_under_two_names_is_listed_once_and_saved_twice()
    {
        using var scope = NewDisposeScope();
        var shared = nn.Linear(2, 2, hasBias: false);
        using var net = nn.Sequential(("one", shared), ("two", shared));

        Assert.Equal(["one.weight"], net.named_parameters().Select(pair => pair.name));
        Assert.Equal(["one.weight", "two.weight"], net.state_dict().Keys);
    }

    [Fact]
    public void Modules_are_listed_before_their_children_and_applied_after_them()
    {
        using var scope = NewDisposeScope();
        using var net = nn.Sequential(("block", nn.Sequential(nn.Linear(2, 2), nn.ReLU())), ("head", nn.Linear(2, 1)));
        List<string> applied = [];
        net.apply(module => applied.Add(module.GetName()));

        Assert.Equal(["block", "block.0", "block.1", "head"], net.named_modules().Select(pair => pair.name));
        Assert.Equal(["Linear", "ReLU", "Sequential", "Linear", "Sequential"], applied);
    }

    [Fact]
    public void A_state_dict_that_does_not_fit_is_refused_with_all_names_and_shapes_and_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var net = nn.Sequential(nn.Linear(2, 3));
        var before = net.state_dict()["0.bias"].clone();
        var refusal = Assert.Throws<ArgumentException>(() => net.load_state_dict(new()
        {
            ["0.weight"] = zeros(2, 3),
            ["1.weight"] = zeros(1),
        }));

        Assert.Equal(
            "The state dict does not fit Sequential; nothing was loaded. '0.bias' is missing; '1.weight' is not part of the module; "
            + "'0.weight' has shape [2, 3], the module's has [3, 2]. "
            + "Load it into the module it was saved from, or pass strict: false and skip what differs.",
            refusal.Message);
        Bits.Same(before, net.state_dict()["0.bias"].detach(), "bias");
    }

    [Fact]
    public void What_is_missing_or_unexpected_is_returned_when_not_strict()
    {
        using var scope = NewDisposeScope();
        using var net = nn.Linear(2, 3);
        var (missing, unexpected) = net.load_state_dict(new() { ["bias"] = ones(3), ["other"] = ones(1) }, strict: false);

        Assert.Equal(["weight"], missing);
        Assert.Equal(["other"], unexpected);
        Assert.Equal([1f, 1f, 1f], net.bias!.ToArray<float>());
        Assert.Empty(net.load_state_dict(new() { ["bias"] = zeros(3) }, skip: ["weight"]).missing_keys);
    }

    [Fact]
    public void Parameters_and_buffers_outlive_the_scope_they_were_made_in_and_die_with_the_module()
    {
        var before = Tensor.TotalCount;
        BatchNorm2d norm;
        using (NewDisposeScope())
        {
            norm = nn.BatchNorm2d(3);
        }

        Assert.Equal(before + 5, Tensor.TotalCount);
        Assert.Equal([1f, 1f, 1f], norm.running_var!.ToArray<float>());

        norm.Dispose();

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void A_file_holds_the_state_dict_and_gives_it_back()
    {
        using var scope = NewDisposeScope();
        var folder = Directory.CreateTempSubdirectory("reproducible-nn-");
        try
        {
            var file = Path.Combine(folder.FullName, "net.safetensors");
            using var net = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2));
            using var other = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2));
            net.save(file);
            other.load(file);

            foreach (var (name, value) in net.state_dict())
            {
                Bits.Same(value.detach(), other.state_dict()[name].detach(), name);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Train_and_eval_reach_every_module_below()
    {
        using var scope = NewDisposeScope();
        using var net = nn.Sequential(nn.Sequential(nn.Dropout()));

        Assert.All(net.modules(), module => Assert.True(module.training));
        net.eval();
        Assert.All(net.modules().Append(net), module => Assert.False(module.training));
        net.train();
        Assert.All(net.modules().Append(net), module => Assert.True(module.training));
    }

    [Fact]
    public void Gradients_are_freed_or_filled_with_zeros()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(2, 1);
        layer.call(ones(1, 2)).sum().backward();
        layer.zero_grad(set_to_none: false);
        Assert.Equal([0f, 0f], layer.weight.grad!.ToArray<float>());

        layer.zero_grad();
        Assert.Null(layer.weight.grad);
    }

    [Fact]
    public void Frozen_parameters_get_no_gradient()
    {
        using var scope = NewDisposeScope();
        var (body, head) = (nn.Linear(2, 2).requires_grad_(false), nn.Linear(2, 1));
        using var net = nn.Sequential(body, head);
        net.call(ones(1, 2)).sum().backward();

        Assert.Null(body.weight.grad);
        Assert.NotNull(head.weight.grad);
    }

    private class Base(string name) : nn.Module<Tensor, Tensor>(name)
    {
        private readonly Linear first = nn.Linear(3, 4);

        public override Tensor forward(Tensor input) => first.call(input);
    }

    private sealed class Derived : Base
    {
        private readonly Parameter scale = new(ones(1));

        [ComponentName(Name = "renamed")]
        private readonly Tensor offset = zeros(2);

        internal Derived()
            : base(nameof(Derived)) => RegisterComponents();

        public Linear Second { get; private set; } = nn.Linear(4, 5, hasBias: false);

        public override Tensor forward(Tensor input) => (Second.call(base.forward(input)) * scale) + offset.sum();

        internal void Exchange()
        {
            Second = nn.Linear(4, 7, hasBias: false);
            RegisterComponents();
        }
    }
}
