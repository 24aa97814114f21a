using System.Globalization;
using System.Runtime.CompilerServices;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>An optimizer's memory as tensors by name, out and in.</summary>
internal static class OptimizerState
{
    internal static Dictionary<string, Tensor> Collect(IReadOnlyList<ParamGroup> groups)
    {
        Dictionary<string, Tensor> found = [];
        Visit(groups, (name, number) => found[name.ToString()] = Number(number), (name, tensor) => found[name.ToString()] = tensor);
        return found;
    }

    // Every few steps of runs that are over before the runtime would find that: compiled for speed at once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Visit(IReadOnlyList<ParamGroup> groups, Action<StateName, double> number, Action<StateName, Tensor> tensor)
    {
        var first = 0;
        for (var index = 0; index < groups.Count; index++)
        {
            var group = groups[index];
            foreach (var (setting, get, _) in group.Settings)
            {
                number(new("groups.", index, setting), get());
            }

            for (var i = 0; i < group.Parameters.Count; i++)
            {
                if (group.Steps[i] == 0)
                {
                    continue;
                }

                number(new("", first + i, "step"), group.Steps[i]);
                foreach (var state in group.States)
                {
                    if (state.Tensors[i] is { } kept)
                    {
                        tensor(new("", first + i, state.Name), kept);
                    }
                }
            }

            first += group.Parameters.Count;
        }
    }

    internal static void Restore(IReadOnlyList<ParamGroup> groups, Dictionary<string, Tensor> source)
    {
        Check(groups, source);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var (group, index, first) in Numbered(groups))
        {
            foreach (var (setting, _, set) in group.Settings)
            {
                set(source[Text($"groups.{index}.{setting}")].item<double>());
            }

            for (var i = 0; i < group.Parameters.Count; i++)
            {
                group.Steps[i] = source.TryGetValue(Text($"{first + i}.step"), out var steps) ? steps.item<double>() : 0;
                foreach (var state in group.States)
                {
                    state.Tensors[i]?.Dispose();
                    state.Tensors[i] = source.TryGetValue(Text($"{first + i}.{state.Name}"), out var value)
                        ? zeros_like(group.Parameters[i]).copy_(value).DetachFromDisposeScope()
                        : null;
                }
            }
        }
    }

    private static void Check(IReadOnlyList<ParamGroup> groups, Dictionary<string, Tensor> source)
    {
        HashSet<string> known = new(StringComparer.Ordinal);
        List<string> problems = [];
        foreach (var (group, index, first) in Numbered(groups))
        {
            foreach (var name in group.Settings.Select(setting => Text($"groups.{index}.{setting.Name}")))
            {
                known.Add(name);
                problems.AddRange(source.ContainsKey(name) ? [] : [$"'{name}' is missing"]);
            }

            for (var i = 0; i < group.Parameters.Count; i++)
            {
                known.Add(Text($"{first + i}.step"));
                foreach (var name in group.States.Select(state => Text($"{first + i}.{state.Name}")))
                {
                    known.Add(name);
                    if (source.TryGetValue(name, out var value) && !value.shape.AsSpan().SequenceEqual(group.Parameters[i].shape))
                    {
                        problems.Add($"'{name}' has shape [{string.Join(", ", value.shape)}], its parameter [{string.Join(", ", group.Parameters[i].shape)}]");
                    }
                }
            }
        }

        problems.AddRange(source.Keys.Where(name => !known.Contains(name)).Select(name => $"'{name}' is not known here"));
        if (problems.Count > 0)
        {
            throw new ArgumentException(
                $"The state does not fit this optimizer; nothing was loaded. {string.Join("; ", problems)}. "
                + "Load it into an optimizer of the same kind, made for the same parameters in the same groups.");
        }
    }

    /// <summary>Each group with its place, and the place of its first parameter among all.</summary>
    private static IEnumerable<(ParamGroup Group, int Index, int First)> Numbered(IReadOnlyList<ParamGroup> groups)
    {
        var first = 0;
        for (var i = 0; i < groups.Count; i++)
        {
            yield return (groups[i], i, first);
            first += groups[i].Parameters.Count;
        }
    }

    private static Tensor Number(double value) => full([], value, ScalarType.Float64);

    /// <summary>What an entry is called, put together when it is asked for.</summary>
    /// <param name="Of">Before the place: nothing for a parameter.</param>
    internal readonly record struct StateName(string Of, int Place, string What)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Of}{Place}.{What}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
