using System.Collections;
using System.Globalization;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>A list of modules that registers them, named "0", "1", ...; it is not called itself.</summary>
public class ModuleList<T> : nn.Module, IReadOnlyList<T>
    where T : nn.Module
{
    private readonly List<T> items = [];

    public ModuleList(params T[] modules)
        : base(nameof(ModuleList<>)) => extend(modules);

    public int Count => items.Count;

    /// <summary>Setting exchanges the module; the old one is not disposed.</summary>
    public T this[int index]
    {
        get => items[index];
        set
        {
            items[index] = value;
            Rename();
        }
    }

    public void Add(T item)
    {
        register_module(Name(Count), item);
        items.Add(item);
    }

    /// <summary>The same as <see cref="Add"/>.</summary>
    public void append(T module) => Add(module);

    public void extend(IEnumerable<T> modules)
    {
        foreach (var module in modules)
        {
            Add(module);
        }
    }

    /// <summary>Puts a module before the one at <paramref name="index"/>; the names of those after it grow by one.</summary>
    public void Insert(int index, T item)
    {
        items.Insert(index, item);
        Rename();
    }

    /// <summary>Takes a module out, undisposed; the names of those after it fall by one.</summary>
    public void RemoveAt(int index)
    {
        items.RemoveAt(index);
        Rename();
    }

    public IEnumerator<T> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Rename()
    {
        foreach (var (name, _) in named_children().ToArray())
        {
            register_module(name, null);
        }

        for (var i = 0; i < items.Count; i++)
        {
            register_module(Name(i), items[i]);
        }
    }

    private static string Name(int index) => index.ToString(CultureInfo.InvariantCulture);
}
