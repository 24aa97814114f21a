using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>What one module owns by name, in the order it was registered. A name stands for one part, of whatever kind.</summary>
internal sealed class ModuleParts(nn.Module owner) : IDisposable
{
    internal OrderedDictionary<string, Parameter> Parameters { get; } = [];

    internal OrderedDictionary<string, (Tensor Tensor, bool Persistent)> Buffers { get; } = [];

    internal OrderedDictionary<string, nn.Module> Children { get; } = [];

    public void Dispose()
    {
        foreach (var tensor in Parameters.Values.Concat(Buffers.Values.Select(buffer => buffer.Tensor)))
        {
            tensor.Dispose();
        }

        foreach (var child in Children.Values)
        {
            child.Dispose();
        }
    }

    /// <summary>Adds a part, or takes the name away where the part is null.</summary>
    internal void Add<TValue>(OrderedDictionary<string, TValue> kind, string name, TValue? value, object? part)
    {
        if (string.IsNullOrEmpty(name) || name.Contains('.', StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{name}' can't name a part of {owner.GetName()}: a name has at least one character and no dot.", nameof(name));
        }

        if (part is null)
        {
            kind.Remove(name);
            return;
        }

        if (Find(name) is not null)
        {
            throw new ArgumentException($"{owner.GetName()} has a part '{name}' already. Register null under that name first, to take it away.", nameof(name));
        }

        (part as Tensor)?.DetachFromDisposeScope();
        kind.Add(name, value!);
    }

    /// <summary>Registers what the owner's fields hold; what is registered already stays, what was exchanged is exchanged.</summary>
    internal void TakeFields()
    {
        foreach (var field in ComponentFields.Of(owner.GetType()))
        {
            var name = ComponentFields.NameOf(field);
            var value = field.GetValue(owner);
            if (value is not (Tensor or nn.Module) || ReferenceEquals(value, Find(name)))
            {
                continue;
            }

            Parameters.Remove(name);
            Buffers.Remove(name);
            Children.Remove(name);
            switch (value)
            {
                case nn.Module child:
                    owner.register_module(name, child);
                    break;
                case Parameter parameter:
                    owner.register_parameter(name, parameter);
                    break;
                case Tensor buffer:
                    owner.register_buffer(name, buffer);
                    break;
            }
        }
    }

    private object? Find(string name) =>
        Parameters.TryGetValue(name, out var parameter) ? parameter
        : Buffers.TryGetValue(name, out var buffer) ? buffer.Tensor
        : Children.TryGetValue(name, out var child) ? child
        : null;
}
