using System.Globalization;

namespace Reproducible.Torch;

/// <summary>A module's tensors by name, out and in.</summary>
internal static class StateDict
{
    internal static IEnumerable<(string Name, torch.Tensor Tensor)> Entries(torch.nn.Module module) =>
        module.Reach(recurse: true).SelectMany(part => part.Module.OwnState().Select(own => (part.Prefix + own.Name, own.Tensor)));

    internal static (IList<string> Missing, IList<string> Unexpected) Load(
        torch.nn.Module module, Dictionary<string, torch.Tensor> source, bool strict, IList<string> skip)
    {
        var wanted = Entries(module).Where(entry => !skip.Contains(entry.Name)).ToList();
        var names = wanted.Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        List<string> missing = [.. wanted.Where(entry => !source.ContainsKey(entry.Name)).Select(entry => entry.Name)];
        List<string> unexpected = [.. source.Keys.Where(name => !names.Contains(name) && !skip.Contains(name))];
        Check(module, source, wanted, strict ? missing : [], strict ? unexpected : []);

        using var frozen = torch.no_grad();
        foreach (var (name, tensor) in wanted)
        {
            if (source.TryGetValue(name, out var value))
            {
                tensor.copy_(value);
            }
        }

        return (missing, unexpected);
    }

    private static void Check(torch.nn.Module module, Dictionary<string, torch.Tensor> source,
        List<(string Name, torch.Tensor Tensor)> wanted, List<string> missing, List<string> unexpected)
    {
        var problems = missing.Select(name => $"'{name}' is missing")
            .Concat(unexpected.Select(name => $"'{name}' is not part of the module"))
            .Concat(wanted
                .Where(entry => source.TryGetValue(entry.Name, out var value) && !value.shape.AsSpan().SequenceEqual(entry.Tensor.shape))
                .Select(entry => $"'{entry.Name}' has shape {Text(source[entry.Name])}, the module's has {Text(entry.Tensor)}"))
            .ToList();
        if (problems.Count > 0)
        {
            throw new ArgumentException(
                $"The state dict does not fit {module.GetName()}; nothing was loaded. {string.Join("; ", problems)}. "
                + "Load it into the module it was saved from, or pass strict: false and skip what differs.");
        }
    }

    private static string Text(torch.Tensor tensor) =>
        $"[{string.Join(", ", tensor.shape.Select(size => size.ToString(CultureInfo.InvariantCulture)))}]";
}
