using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Security.Cryptography;

namespace Reproducible.Keys;

/// <summary>
/// All nodes that can be reached from those added. A reached type reaches its base types, its static constructor and its virtual
/// methods, whoever calls them; any other method counts only where it is named.
/// </summary>
internal sealed class Reachability
{
    private readonly HashSet<CodeNode> reached = [];
    private readonly Stack<CodeNode> waiting = new();
    private readonly HashSet<AssemblyImage> images = [];
    private readonly List<CodeNode> initializers = [];

    public void Add(MethodBase method)
    {
        var image = AssemblyImage.Of(method.Module.Assembly);
        Add(image.Node((MethodDefinitionHandle)MetadataTokens.EntityHandle(method.MetadataToken)));
    }

    public void AddWhole(Type type)
    {
        var image = AssemblyImage.Of(type.Assembly);
        var handle = (TypeDefinitionHandle)MetadataTokens.EntityHandle(type.MetadataToken);
        Add(image.Node(handle));
        foreach (var method in image.Reader.GetTypeDefinition(handle).GetMethods())
        {
            if (!image.Generated.Is(method))
            {
                Add(image.Node(method));
            }
        }
    }

    public SortedDictionary<string, string> HashesByType()
    {
        do
        {
            while (waiting.TryPop(out var node))
            {
                foreach (var next in node.Reaches)
                {
                    Add(next);
                }
            }

            AddInitializers();
        }
        while (waiting.Count > 0);

        return new(
            reached.GroupBy(node => node.TypeName).ToDictionary(type => type.Key, type => HashOf(type.Select(node => node.Hash))),
            StringComparer.Ordinal);
    }

    private static string HashOf(IEnumerable<byte[]> members)
    {
        byte[][] sorted = [.. members];
        Array.Sort(sorted, (left, right) => left.AsSpan().SequenceCompareTo(right));

        return Convert.ToHexStringLower(SHA256.HashData(sorted.SelectMany(hash => hash).ToArray()));
    }

    // An initialiser that registers something with another assembly counts once that assembly is reached without it.
    private void AddInitializers()
    {
        foreach (var initializer in initializers.Where(method => method.Reaches.All(node => images.Contains(node.Image))).ToArray())
        {
            Add(initializer);
        }
    }

    private void Add(CodeNode node)
    {
        if (reached.Add(node))
        {
            waiting.Push(node);
            if (images.Add(node.Image))
            {
                initializers.AddRange(node.Image.Initializers());
            }
        }
    }
}
