using System.Collections;
using System.Diagnostics.CodeAnalysis;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>Modules by name, in the order they were added; it is not called itself.</summary>
#pragma warning disable CA1710 // The name is PyTorch's.
public class ModuleDict<T> : nn.Module, IReadOnlyCollection<(string, T)>
    where T : nn.Module
{
    private readonly OrderedDictionary<string, T> items = [];

    public ModuleDict(params (string, T)[] modules)
        : base(nameof(ModuleDict<>))
    {
        foreach (var (name, module) in modules)
        {
            Add(name, module);
        }
    }

    public int Count => items.Count;

    public IEnumerable<string> Keys => items.Keys;

    public IEnumerable<T> Values => items.Values;

    /// <summary>Setting exchanges the module, in its place; the old one is not disposed.</summary>
    /// <exception cref="ArgumentException">Nothing has that name; the message lists the names there are.</exception>
    public T this[string key]
    {
        get => items.TryGetValue(key, out var module)
            ? module
            : throw new ArgumentException($"No module '{key}'. There are: {string.Join(", ", items.Keys)}.");
        set
        {
            items[key] = value;
            foreach (var name in items.Keys)
            {
                register_module(name, null);
            }

            foreach (var (name, module) in items)
            {
                register_module(name, module);
            }
        }
    }

    public void Add(string key, T value)
    {
        register_module(key, value);
        items.Add(key, value);
    }

    public bool ContainsKey(string key) => items.ContainsKey(key);

    /// <summary>Takes a module out, undisposed.</summary>
    public bool Remove(string key)
    {
        register_module(key, null);
        return items.Remove(key);
    }

    public bool TryGetValue(string key, [NotNullWhen(true)] out T? value) => items.TryGetValue(key, out value);

    public IEnumerator<(string, T)> GetEnumerator() => items.Select(pair => (pair.Key, pair.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
