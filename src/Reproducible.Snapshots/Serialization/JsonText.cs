using System.Text.Json;
using Reproducible.Snapshots.Files;

namespace Reproducible.Snapshots.Serialization;

/// <summary>JSON in the shape of a snapshot.</summary>
internal static class JsonText
{
    internal static string Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        var tree = new TextTree();
        Write(tree, document.RootElement);
        return tree.ToString();
    }

    private static void Write(TextTree tree, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                tree.Object([.. element.EnumerateObject()], member => member.Name, member => Write(tree, member.Value));
                break;
            case JsonValueKind.Array:
                tree.Array([.. element.EnumerateArray()], item => Write(tree, item));
                break;
            case JsonValueKind.String:
                tree.Scalar(SnapshotFile.Normalise(element.GetString()!));
                break;
            default:
                tree.Scalar(element.GetRawText());
                break;
        }
    }
}
