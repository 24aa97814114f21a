using System.Globalization;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>Modules one after another, each fed with what the one before it made.</summary>
public class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<nn.Module<Tensor, Tensor>> steps = [];

    /// <param name="modules">Called in this order; names "0", "1", ...</param>
    public Sequential(params nn.Module<Tensor, Tensor>[] modules)
        : base(nameof(Sequential))
    {
        foreach (var module in modules)
        {
            append(module);
        }
    }

    /// <param name="modules">Called in this order.</param>
    public Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules)
        : base(nameof(Sequential))
    {
        foreach (var (name, module) in modules)
        {
            append(name, module);
        }
    }

    public int Count => steps.Count;

    public nn.Module<Tensor, Tensor> this[int index] => steps[index];

    /// <summary>The same modules in a new sequence; they belong to both.</summary>
    public Sequential this[Range range] => new([.. named_children().Zip(steps, (child, step) => (child.name, step)).ToArray()[range]]);

    /// <summary>Adds a module after the last, named by its place.</summary>
    public Sequential append(nn.Module<Tensor, Tensor> module) => append(Count.ToString(CultureInfo.InvariantCulture), module);

    /// <summary>Adds a module after the last.</summary>
    public Sequential append(string name, nn.Module<Tensor, Tensor> module)
    {
        register_module(name, module);
        steps.Add(module);
        return this;
    }

    public override Tensor forward(Tensor input)
    {
        foreach (var step in steps)
        {
            input = step.call(input);
        }

        return input;
    }
}
